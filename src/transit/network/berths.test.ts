import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { networkOf } from '#src/transit/network/network.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import { arbitrarySearches } from '#test/fixtures/arbitrary-timetables.ts';
import { checkItinerary } from '#test/fixtures/check-itinerary.ts';
import { type InventedTransfer, inventedTimetable } from '#test/fixtures/invented-timetable.ts';
import { naiveChange } from '#test/fixtures/naive-journeys.ts';
import { runs } from '#test/helpers/runs.ts';

const at = (stop: number, hour: number) => ({ stop, arrival: hour, departure: hour });
const RULES = { change: 120, longestWalkBetween: 600, longestWalkToStop: 60 };
const STOPS = [
  { latitude: 44.6, longitude: 1.6 },
  { latitude: 44.7, longitude: 1.7, station: 3 },
  { latitude: 44.8, longitude: 1.8 },
  { latitude: 44.7, longitude: 1.7, isStation: true },
];
/** From stop 0 to stop 1, there at 1000; then from there to stop 2, every minute from 1000 on, by line 1 and line 2 in turn. */
const arrivalWith = (transfers: readonly InventedTransfer[]): number | undefined => {
  const timetable = inventedTimetable({
    firstDate: '2025-02-03',
    lastDate: '2025-02-03',
    stops: STOPS,
    trips: [
      { days: [0], route: 0, calls: [at(0, 0), at(1, 1000)] },
      ...Array.from({ length: 10 }, (_, minute) => ({
        days: [0],
        route: 1 + (minute % 2),
        calls: [at(1, 1000 + 60 * minute), at(2, 2000 + 60 * minute)],
      })),
    ],
    transfers,
  });
  const network = networkOf([{ feedId: 'f', name: 'F', timetable }], RULES);
  const searcher = createSearcher(network);
  const ends = {
    access: network.near({ latitude: 44.6, longitude: 1.6 }, 60),
    egress: network.near({ latitude: 44.8, longitude: 1.8 }, 60),
  };
  const found = searcher.soonest(searcher.day('2025-02-03'), ends, 0);
  return found && (found.arrival - 2000) / 60;
};
/** Between the trips at stop 1. */
const rule = (type: number, more: Partial<InventedTransfer> = {}): InventedTransfer => ({
  from: 1,
  to: 1,
  type,
  ...more,
});

suite('rules of changes for a route or a trip', () => {
  test('each kind, and each is for those it names', () => {
    assert.equal(arrivalWith([]), 2, 'two minutes, as anywhere');
    assert.equal(arrivalWith([rule(1, { toRoute: 1 })]), 0, 'it waits');
    assert.equal(arrivalWith([rule(1, { toRoute: 2 })]), 1);
    assert.equal(arrivalWith([rule(2, { fromRoute: 0, seconds: 300 })]), 5);
    assert.equal(arrivalWith([rule(2, { toRoute: 1, seconds: 300 })]), 3, 'the other line is as it was');
    assert.equal(arrivalWith([rule(3, { toTrip: 3 })]), 3, 'that trip alone');
    assert.equal(arrivalWith([rule(3, { fromTrip: 0 })]), undefined);
    assert.equal(arrivalWith([rule(3, { fromTrip: 4 })]), 2, 'of another trip');
  });

  test('a station stands for its stops', () => {
    assert.equal(arrivalWith([{ from: 3, to: 3, type: 1, fromTrip: 0, toTrip: 1 }]), 0);
  });

  test('the ranking of the reference: each wins over all those before it, in any order', () => {
    const ranking = [
      {},
      { toRoute: 1 },
      { fromRoute: 0, toRoute: 1 },
      { toTrip: 1 },
      { fromRoute: 0, toTrip: 1 },
      { fromTrip: 0, toTrip: 1 },
    ];
    const forbidden = rule(3, { toRoute: 2 });
    ranking.forEach((winner, rank) => {
      const losers = ranking.slice(0, rank).map((party) => rule(3, party));
      const all = [...losers, rule(1, winner), forbidden];
      assert.equal(arrivalWith(all), 0, `${rank}`);
      assert.equal(arrivalWith(all.toReversed()), 0, `${rank}, the other way round`);
    });
  });

  test('a trip takes precedence over the route that is said with it', () => {
    assert.equal(
      arrivalWith([
        rule(1, { fromTrip: 0, fromRoute: 0, toTrip: 1, toRoute: 1 }),
        rule(3, { fromRoute: 0, toTrip: 1 }),
      ]),
      0,
    );
  });

  test('where too many trips are named, no journey is told that one of the rules forbids', () => {
    let seen = 0;
    fc.assert(
      fc.property(arbitrarySearches, fc.constantFrom(0, 1, 2), ({ feeds, rules, date, from, to }, most) => {
        const network = networkOf(feeds, rules, { mostBerths: most });
        const searcher = createSearcher(network);
        const day = searcher.day(date);
        const ends = {
          access: network.near(from, rules.longestWalkToStop),
          egress: network.near(to, rules.longestWalkToStop),
        };
        const change = naiveChange(feeds, rules);
        for (const itinerary of searcher.profile(day, ends)) {
          checkItinerary(network, day, ends, change, itinerary);
          seen += itinerary.changes > 0 ? 1 : 0;
        }
      }),
      { numRuns: runs(500) },
    );
    assert.ok(seen > 10, `${seen}`);
  });
});
