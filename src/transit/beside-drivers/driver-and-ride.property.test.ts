import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import type { TimeWindow } from '#src/requests/request.ts';
import {
  type DriverAndRide,
  joinDriverAndRide,
  LONGEST_WAIT,
  MOST_TOLD,
  SHORTEST_WAIT,
} from '#src/transit/beside-drivers/driver-and-ride.ts';
import { arbitraryHandover, BANDS, everyPair } from '#test/fixtures/arbitrary-handovers.ts';
import { runs } from '#test/helpers/runs.ts';

const arbitraryWindow: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.constant<TimeWindow>({ kind: 'any' }),
  fc.integer({ min: 300, max: 900 }).map((at): TimeWindow => ({ kind: 'leave-at', at })),
  fc.integer({ min: 300, max: 900 }).map((at): TimeWindow => ({ kind: 'arrive-by', at })),
);

const TOLERANCE = 30;

const rank = ({ missesBy, match, arrival, departure }: DriverAndRide): readonly number[] => [
  Math.abs(missesBy),
  BANDS.indexOf(match.band),
  arrival - departure,
];

const isAfter = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && (a[at] as number) > (b[at] as number);
};

describe('a driver to the station and a train for the rest', () => {
  test('each one told is one of all that can be made, and none is forgotten', () => {
    const seen = { first: 0, last: 0, none: 0, two: 0 };
    fc.assert(
      fc.property(fc.array(arbitraryHandover, { maxLength: 4 }), arbitraryWindow, (handovers, window) => {
        const told = joinDriverAndRide(handovers, { window, tolerance: TOLERANCE });
        const pairs = everyPair(handovers, window, TOLERANCE);
        for (const one of told) {
          assert.ok(one.wait >= SHORTEST_WAIT && one.wait <= LONGEST_WAIT);
          assert.ok(
            pairs.some(
              ({ driverFirst, match, wait, leaveHome, arrival, missesBy }) =>
                driverFirst === one.driverFirst &&
                match === one.match &&
                wait === one.wait &&
                leaveHome === one.departure &&
                arrival === one.arrival &&
                missesBy === one.missesBy,
            ),
          );
          // With that driver at that station, nothing arrives sooner behind them, nor leaves later before them.
          for (const pair of pairs.filter(
            ({ match, driverFirst }) => match === one.match && driverFirst === one.driverFirst,
          ))
            assert.ok(one.driverFirst ? pair.arrival >= one.arrival : pair.leaveHome <= one.departure);
          seen[one.driverFirst ? 'first' : 'last'] += 1;
        }
        const trips = told.map(({ match }) => match.offer.trip.id);
        assert.equal(new Set(trips).size, trips.length, 'two drivers, not twice the same');
        const possible = new Set(pairs.map(({ match }) => match.offer.trip.id)).size;
        assert.equal(told.length, Math.min(MOST_TOLD, possible));
        assert.ok(told.length < 2 || !isAfter(rank(told[0] as DriverAndRide), rank(told[1] as DriverAndRide)));
        // In any order, the same answer.
        const again = joinDriverAndRide(handovers.toReversed(), { window, tolerance: TOLERANCE });
        assert.deepEqual(again.map(rank), told.map(rank));
        seen.none += told.length === 0 ? 1 : 0;
        seen.two += told.length === 2 ? 1 : 0;
      }),
      { numRuns: runs(1000) },
    );
    for (const [what, count] of Object.entries(seen)) assert.ok(count >= 20, `${what}: ${count}`);
  });
});
