import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { runs } from '#test/helpers/runs.ts';
import { foldPlaceName, squash, withoutSmallWords } from '#src/places/normalise.ts';

const same = (...spellings: readonly string[]): void => {
  const [first = '', ...others] = spellings;
  for (const other of others) assert.equal(foldPlaceName(other), foldPlaceName(first), `« ${other} » et « ${first} »`);
};

describe('foldPlaceName', () => {
  test('forgets case, accents, hyphens and every kind of apostrophe', () => {
    same(
      'Saint-Céré',
      'saint cere',
      'SAINT-CÉRÉ',
      'Saint‑Céré',
      'Saint–Céré',
      '  saint   céré ',
      'Saint-Ce\u0301re\u0301',
    );
    same(
      "L'Hospitalet",
      'l’hospitalet',
      'L‘Hospitalet',
      'Lʼhospitalet',
      'l`hospitalet',
      'L´Hospitalet',
      'l hospitalet',
    );
  });

  test('writes saint and sainte in full, but not inside words', () => {
    same('Saint-Céré', 'St Céré', 'st. cere', 'ST-CERE');
    same('Sainte-Alauzie', 'Ste Alauzie', 'STE-ALAUZIE');
    same('Les Saintes-Maries', 'les stes maries');
    assert.equal(foldPlaceName('Stains'), 'stains');
    assert.equal(foldPlaceName('Brest'), 'brest');
  });

  test('reads "s/" as sur and "s/s" as sous', () => {
    same('Villeneuve-sur-Lot', 'Villeneuve s/ Lot', 'villeneuve s/lot', 'Villeneuve/s/Lot', 'Villeneuve /s Lot');
    same('Jouarre sous Bois', 'Jouarre s/s Bois');
  });

  test('takes œ and æ apart, and reads ordinals alike', () => {
    same('Cœur de Causse', 'coeur de causse', 'CŒUR DE CAUSSE');
    same('Lætitia', 'laetitia');
    same('Paris 3e', 'paris 3ème', 'Paris 3eme', 'PARIS 3 ÈME');
    same('Paris 1er', 'paris 1e', 'Paris 1 er');
  });

  test('lets only letters, digits and single spaces out, and changes nothing the second time', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('s', 't', 'e', '/', ' ', '-', '1', '2', 'r', 'm', 'É', '’', '\ud800', '🚲') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const folded = foldPlaceName(text);
        assert.match(folded, /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/u);
        assert.equal(foldPlaceName(folded), folded);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('withoutSmallWords and squash', () => {
  test('drop articles and link words, unless nothing is left', () => {
    assert.equal(withoutSmallWords('saint pierre sur le lot'), 'saint pierre lot');
    assert.equal(withoutSmallWords('les'), 'les');
    assert.equal(withoutSmallWords(''), '');
    assert.equal(squash('l hospitalet'), 'lhospitalet');
  });
});
