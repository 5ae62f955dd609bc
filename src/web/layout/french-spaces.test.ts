import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { withFrenchSpaces } from '#src/web/layout/french-spaces.ts';

suite('French spaces', () => {
  test('a sentence keeps its marks on its line', () => {
    assert.equal(
      withFrenchSpaces('<p>Qui appelle ? « Oui » : demain ; bravo !</p>'),
      '<p>Qui appelle\u00a0? «\u00a0Oui\u00a0»\u00a0: demain\u00a0; bravo\u00a0!</p>',
    );
  });

  test('what was typed comes back as it was', () => {
    const typed = '<input value="Quel jour ?"><textarea name="note">Oui ?\nNon !</textarea>';
    assert.equal(withFrenchSpaces(typed), typed);
    assert.equal(withFrenchSpaces('<a href="/lot?a=1 ;b">Ici ?</a>'), '<a href="/lot?a=1 ;b">Ici\u00a0?</a>');
  });

  test('a style is no sentence', () => {
    const style = '<style nonce="a">@page :first{margin:0} a ;b</style>';
    assert.equal(withFrenchSpaces(style), style);
  });
});
