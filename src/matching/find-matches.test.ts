import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFindMatches, type OfferCatalogue } from '#src/matching/find-matches.ts';
import type { Offer } from '#src/matching/offer.ts';
import { aTerritory } from '#test/fixtures/drivers.ts';
import { offer, query, regular } from '#test/fixtures/lot-offers.ts';
import { indexOf } from '#test/fixtures/match-among.ts';

const LOT = aTerritory({ id: 'lot' });
const out = offer(['Cahors', 'Gourdon'], { id: 'out' }, { id: 'camille' });
const back = offer(['Gourdon', 'Cahors'], { id: 'back', schedule: regular({ departure: 1020 }) }, { id: 'camille' });
const later = offer(['Cahors', 'Gourdon'], { id: 'z later' });

/** A catalogue whose offers keep changing: each reading again finds the next of these sets changed. */
const restless = (offers: readonly Offer[], changes: readonly (readonly Offer[])[]) => {
  const readAgain: (readonly string[])[] = [];
  const catalogue: OfferCatalogue = {
    indexFor: async () => indexOf(offers),
    changedSince: async (given) => {
      const changed = changes[readAgain.length] ?? [];
      readAgain.push(given.map(({ trip }) => trip.id));
      return new Set(changed.filter((one) => given.includes(one)));
    },
  };
  return { find: createFindMatches(catalogue), readAgain };
};

const always = (changed: Offer) => Array.from({ length: 10 }, () => [changed]);

describe('what is found is read again', () => {
  test('nothing changed: once', async () => {
    const { find, readAgain } = restless([out, back, later], []);
    const { matches } = await find(LOT, query('Cahors', 'Gourdon'));
    assert.deepEqual(
      matches.map((match) => match.offer.trip.id),
      ['out', 'z later'],
    );
    assert.deepEqual(readAgain, [['out', 'back', 'z later']]);
  });

  test('something changed: the search is made again', async () => {
    const { find, readAgain } = restless([out, later], [[out]]);
    assert.equal((await find(LOT, query('Cahors', 'Gourdon'))).matches.length, 2);
    assert.equal(readAgain.length, 2);
  });

  test('what never stops changing is left out, as a trip and as a way back', async () => {
    const without = await restless([out, back, later], always(out)).find(LOT, query('Cahors', 'Gourdon'));
    assert.deepEqual(
      without.matches.map((match) => match.offer.trip.id),
      ['z later'],
    );
    assert.deepEqual(without.counts, { matches: 1, outsideWindow: 0 });
    const alone = await restless([out, back, later], always(back)).find(LOT, query('Cahors', 'Gourdon'));
    assert.deepEqual(
      alone.matches.map((match) => match.wayBack),
      [null, null],
    );
  });

  test('only the part about to be shown, across both lists', async () => {
    const { find, readAgain } = restless([out, later], []);
    const asked = query('Cahors', 'Gourdon', { window: { kind: 'leave-at', at: 1200 } });
    const { outsideWindow, counts } = await find(LOT, asked, { skip: 1, take: 20 });
    assert.deepEqual(
      outsideWindow.map((match) => match.offer.trip.id),
      ['z later'],
    );
    assert.deepEqual(counts, { matches: 0, outsideWindow: 2 });
    assert.deepEqual(readAgain, [['z later']]);
  });
});
