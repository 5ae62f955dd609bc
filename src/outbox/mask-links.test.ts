import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMasked, maskLinks } from '#src/outbox/mask-links.ts';

test('the secret of a link is masked, and the text says that it was', () => {
  const text = 'Ici : https://exemple.fr/lot/lien/k3j7q2mzx4n5t6w8y2a3b4c5d6?fait=1 ou /lot/lignes';
  assert.equal(maskLinks(text), 'Ici : https://exemple.fr/lot/lien/…?fait=1 ou /lot/lignes');
  assert.deepEqual([isMasked(text), isMasked(maskLinks(text))], [false, true]);
  assert.equal(maskLinks(maskLinks(text)), maskLinks(text));
});
