import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { greatCircleMetres } from '#src/places/distance.ts';
import { networkOf } from '#src/transit/network/network.ts';
import { allAtOnce } from '#src/transit/network/steps.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import { stationsBetween } from '#src/transit/search/stations-between.ts';
import { arbitrarySearches } from '#test/fixtures/arbitrary-timetables.ts';
import { inventedTimetable } from '#test/fixtures/invented-timetable.ts';
import { runs } from '#test/helpers/runs.ts';

const STOPS = [
  { name: 'Gramat', latitude: 44.78, longitude: 1.72 },
  { name: 'Assier', latitude: 44.67, longitude: 1.88 },
  { name: 'Figeac', latitude: 44.6, longitude: 2.03 },
  { name: 'Figeac, place', latitude: 44.602, longitude: 2.033 },
  { name: 'Cahors', latitude: 44.45, longitude: 1.44 },
] as const;

const call = (stop: number, at: number) => ({ stop, arrival: at, departure: at });
const timetable = inventedTimetable({
  firstDate: '2025-02-03',
  lastDate: '2025-02-06',
  stops: STOPS,
  trips: [
    { days: [0, 1], calls: [call(0, 30_000), call(1, 31_000), call(2, 32_000)] },
    { days: [0, 1], calls: [call(3, 30_000), call(1, 33_000)] },
    { days: [0], calls: [call(4, 30_000), call(2, 36_000)] },
  ],
});

describe('stations where a driver could hand over', () => {
  const searcher = createSearcher(networkOf([{ feedId: 'f', name: 'F', timetable }]));
  const FIGEAC = { latitude: 44.61, longitude: 2.04 };
  /** Ten kilometres west of Gramat, where nothing stops. */
  const ROCAMADOUR = { latitude: 44.8, longitude: 1.62 };

  test('those near the start from where something goes there that day, nearest first, and not beyond the middle', () => {
    const { nearStart, nearEnd } = allAtOnce(
      stationsBetween(searcher, { from: ROCAMADOUR, to: FIGEAC, date: '2025-02-03' }),
    );
    assert.deepEqual(
      nearStart.map(({ name }) => name),
      ['Gramat'],
    );
    assert.deepEqual(nearEnd, []);
  });

  test('those near the end to where something comes from there; two stops of a place are one', () => {
    const { nearStart, nearEnd } = allAtOnce(
      stationsBetween(searcher, {
        from: { latitude: 44.78, longitude: 1.72 },
        to: { latitude: 44.56, longitude: 2.1 },
        date: '2025-02-03',
      }),
    );
    assert.deepEqual(
      nearEnd.map(({ name }) => name),
      ['Figeac'],
    );
    assert.deepEqual(nearStart, []);
  });

  test('none on a day when nothing runs', () => {
    const { nearStart, nearEnd } = allAtOnce(
      stationsBetween(searcher, { from: ROCAMADOUR, to: FIGEAC, date: '2025-02-06' }),
    );
    assert.deepEqual([nearStart, nearEnd], [[], []]);
  });

  test('from each station told a journey goes there, and to no other', () => {
    let seen = 0;
    fc.assert(
      fc.property(arbitrarySearches, ({ feeds, rules, date, from, to }) => {
        const network = networkOf(feeds, rules);
        const searcher = createSearcher(network);
        const day = searcher.day(date);
        const all = Int32Array.from({ length: network.stopCount }, (_, stop) => stop);
        const egress = network.near(to, rules.longestWalkToStop);
        const access = network.near(from, rules.longestWalkToStop);
        const leading = new Set(allAtOnce(searcher.leading(day, egress, all)));
        const reached = new Set(allAtOnce(searcher.reached(day, access, all)));
        for (const stop of all) {
          const there = { stops: Int32Array.of(stop), seconds: Int32Array.of(0) };
          assert.equal(leading.has(stop), searcher.profile(day, { access: there, egress }).length > 0);
          assert.equal(reached.has(stop), searcher.profile(day, { access, egress: there }).length > 0);
          seen += leading.has(stop) ? 1 : 0;
        }
        for (const { point } of allAtOnce(stationsBetween(searcher, { from, to, date })).nearStart)
          assert.ok(greatCircleMetres(point, from) < greatCircleMetres(point, to));
      }),
      { numRuns: runs(300) },
    );
    assert.ok(seen > 100, `${seen}`);
  });
});
