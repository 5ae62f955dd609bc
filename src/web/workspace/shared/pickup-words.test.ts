import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Match } from '#src/matching/match.ts';
import { costWords, pickupWords } from '#src/web/workspace/shared/pickup-words.ts';
import { aTrip, CAHORS, GRAMAT } from '#test/fixtures/drivers.ts';
import { way } from '#test/fixtures/requests.ts';

const asked = {
  ...way('outward', { kind: 'dates', dates: ['2026-12-01'] }),
  from: { ...GRAMAT, communeName: 'Assier', communeCode: '46009' },
};
const trip = aTrip({ stops: [{ ...GRAMAT, communeName: 'Le Vigan', communeCode: '46334' }, CAHORS] });
const match = (pickupAt: number | null, departure: number | null, changes: Partial<Match> = {}) =>
  ({
    offer: { trip: { ...trip, schedule: { ...trip.schedule, departure } } },
    pickupAt,
    walkBefore: null,
    passesBy: null,
    detour: 4,
    detourMetres: () => 0,
    estimated: false,
    ...changes,
  }) as Match;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the hour at which a passenger is fetched, as the desk says it on the phone', () => {
  test('where the car comes by and when, then where and when it starts', () => {
    assert.equal(plain(pickupWords(match(445, 430), asked)), 'passe vers 7 h 25 à Assier, part du Vigan à 7 h 10');
    const stop = { ...GRAMAT, label: 'Gare d’Assier' };
    assert.equal(
      plain(pickupWords(match(445, 430, { walkBefore: { stop, walk: 6 } }), asked)),
      'passe vers 7 h 25 à la gare d’Assier, part du Vigan à 7 h 10',
    );
  });

  test('once only where the trip starts, nothing when the hour is to be agreed', () => {
    const there = { ...asked, from: { ...asked.from, communeCode: '46334', communeName: 'Le Vigan' } };
    assert.equal(plain(pickupWords(match(430, 430), there)), 'part du Vigan à 7 h 10');
    assert.equal(pickupWords(match(null, null), asked), '');
  });

  test('the place already said is not said again with the detour', () => {
    assert.equal(costWords(match(445, 430, { passesBy: 'Assier' }), asked), '4 minutes de détour');
    assert.equal(
      costWords(match(445, 430, { passesBy: 'Livernon' }), asked),
      'passe par Livernon, 4 minutes de détour',
    );
    assert.equal(costWords(match(null, null, { passesBy: 'Assier' }), asked), 'passe par Assier, 4 minutes de détour');
  });

  test('the kilometres of the detour, where the roads are known', () => {
    const longer = { detourMetres: () => 3_240 };
    assert.equal(plain(costWords(match(445, 430, longer), asked)), '4 minutes de détour, 3,2 km');
    assert.equal(
      plain(costWords(match(445, 430, { ...longer, estimated: true }), asked)),
      '4 minutes de détour (estimation)',
    );
  });
});
