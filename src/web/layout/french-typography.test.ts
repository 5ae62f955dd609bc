import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { withFrenchTypography } from '#src/web/layout/french-typography.ts';

suite('French typography', () => {
  test('a sentence keeps its marks on its line', () => {
    assert.equal(
      withFrenchTypography('<p>Qui appelle ? « Oui » : demain ; bravo !</p>'),
      '<p>Qui appelle\u00a0? «\u00a0Oui\u00a0»\u00a0: demain\u00a0; bravo\u00a0!</p>',
    );
  });

  test('an hour and what is measured stay whole', () => {
    assert.equal(
      withFrenchTypography('<p>à 7 h 10, de 8 h à 9 h : 16 %, 2 €, 12 km, 3 hameaux</p>'),
      '<p>à 7\u00a0h\u00a010, de 8\u00a0h à 9\u00a0h\u00a0: 16\u00a0%, 2\u00a0€, 12\u00a0km, 3 hameaux</p>',
    );
  });

  test('an apostrophe is one, whoever wrote the name', () => {
    assert.equal(
      withFrenchTypography('<p title="Puy-l&#39;Évêque">Puy-l&#39;Évêque, &#39;cité&#39;</p><code>l&#39;un</code>'),
      '<p title="Puy-l&#39;Évêque">Puy-l’Évêque, &#39;cité&#39;</p><code>l&#39;un</code>',
    );
  });

  test('what was typed comes back as it was', () => {
    const typed = '<input value="Quel jour ?"><textarea name="note">Oui ?\nNon !</textarea>';
    assert.equal(withFrenchTypography(typed), typed);
    assert.equal(withFrenchTypography('<a href="/lot?a=1 ;b">Ici ?</a>'), '<a href="/lot?a=1 ;b">Ici\u00a0?</a>');
  });

  test('a style is no sentence', () => {
    const style = '<style nonce="a">@page :first{margin:0} a ;b</style>';
    assert.equal(withFrenchTypography(style), style);
  });
});
