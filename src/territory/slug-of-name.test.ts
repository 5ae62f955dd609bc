import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { slugOfName } from '#src/territory/slug-of-name.ts';
import { checkSlug } from '#src/territory/slug.ts';

suite('an address out of a name', () => {
  test('keeps what is its own', () => {
    assert.equal(slugOfName('Lotocar du Haut-Quercy'), 'haut-quercy');
    assert.equal(slugOfName('Covoiturage solidaire de L’Isle-d’Abeau'), 'isle-abeau');
    assert.equal(slugOfName('Lot’ô car'), 'lot-o-car');
    assert.equal(slugOfName('2 vallées en commun'), 'vallees-commun');
  });

  test('is never one that may not be taken', () => {
    assert.equal(slugOfName('Demande'), 'service-demande');
    assert.equal(slugOfName('Lotocar'), 'service');
    assert.equal(slugOfName('汽车'), 'service');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => checkSlug(slugOfName(name)) === 'ok'));
  });
});
