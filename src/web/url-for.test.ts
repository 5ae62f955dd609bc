import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createUrlFor } from '#src/web/url-for.ts';

suite('urlFor', () => {
  const lot = { slug: 'lot' };

  test('makes the links of a territory and of the instance', () => {
    const urlFor = createUrlFor('https://exemple.fr');
    assert.equal(urlFor(lot, ''), '/lot');
    assert.equal(
      urlFor(lot, '/trajets', { depart: 'Saint-Céré', date: '' }),
      '/lot/trajets?depart=Saint-C%C3%A9r%C3%A9',
    );
    assert.equal(urlFor(null, '/aide'), '/aide');
    assert.equal(urlFor(null, ''), '/');
  });

  test('keeps the path prefix of the public address', () => {
    const urlFor = createUrlFor('https://exemple.fr/covoiturage/');
    assert.equal(urlFor(lot, '/lignes'), '/covoiturage/lot/lignes');
    assert.equal(urlFor.absolute(lot, '/lignes'), 'https://exemple.fr/covoiturage/lot/lignes');
  });

  test('repeats a key for each of its values', () => {
    assert.equal(createUrlFor('https://exemple.fr')(lot, '/x', { jour: ['1', '3'] }), '/lot/x?jour=1&jour=3');
  });
});
