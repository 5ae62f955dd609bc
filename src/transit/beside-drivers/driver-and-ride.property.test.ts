import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { suits } from '#src/matching/in-window.ts';
import type { Band, Match } from '#src/matching/match.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import {
  type DriverAndRide,
  type Handover,
  joinDriverAndRide,
  LONGEST_WAIT,
  LONGEST_WALK,
  MOST_TOLD,
  SHORTEST_WAIT,
} from '#src/transit/beside-drivers/driver-and-ride.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import { runs } from '#test/helpers/runs.ts';

const BANDS: readonly Band[] = ['direct', 'small', 'large'];
const station = { name: 'Gramat', point: { latitude: 44.78, longitude: 1.72 } };

const arbitraryMatch: fc.Arbitrary<Match> = fc
  .record({
    trip: fc.constantFrom('a', 'b', 'c'),
    band: fc.constantFrom(...BANDS),
    pickupAt: fc.option(fc.integer({ min: 300, max: 700 })),
    drive: fc.integer({ min: 5, max: 50 }),
    walkBefore: fc.option(fc.integer({ min: 1, max: 10 })),
    walkAfter: fc.option(fc.integer({ min: 1, max: 10 })),
  })
  .map(
    ({ trip, band, pickupAt, drive, walkBefore, walkAfter }) =>
      ({
        offer: { trip: { id: trip } },
        band,
        pickupAt,
        arriveAt: pickupAt === null ? null : pickupAt + drive,
        walkBefore: walkBefore === null ? null : { walk: walkBefore },
        walkAfter: walkAfter === null ? null : { walk: walkAfter },
      }) as unknown as Match,
  );

const arbitraryJourney: fc.Arbitrary<Journey> = fc
  .record({
    departure: fc.integer({ min: 300, max: 800 }),
    duration: fc.integer({ min: 5, max: 120 }),
    walks: fc.tuple(fc.constantFrom(0, 0, 3, 15), fc.constantFrom(0, 0, 3, 15)),
    missing: fc.constantFrom(null, null, null, 'trip' as const),
  })
  .map(
    ({ departure, duration, missing, walks: [first, last] }) =>
      ({
        departure,
        arrival: departure + duration,
        duration,
        legs: [
          ...(first > 0 ? [{ kind: 'walk', minutes: first }] : []),
          {
            kind: 'ride',
            board: { departure },
            alight: { arrival: departure + duration },
            ...(missing && { live: { missing, boardDelay: null, alightDelay: null, saidAt: '', alerts: [] } }),
          },
          ...(last > 0 ? [{ kind: 'walk', minutes: last }] : []),
        ],
      }) as unknown as Journey,
  );

const arbitraryHandover: fc.Arbitrary<Handover> = fc.record({
  driverFirst: fc.boolean(),
  station: fc.constant(station),
  matches: fc.array(arbitraryMatch, { maxLength: 5 }),
  journeys: fc.array(arbitraryJourney, { maxLength: 8 }),
});

const arbitraryWindow: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.constant<TimeWindow>({ kind: 'any' }),
  fc.integer({ min: 300, max: 900 }).map((at): TimeWindow => ({ kind: 'leave-at', at })),
  fc.integer({ min: 300, max: 900 }).map((at): TimeWindow => ({ kind: 'arrive-by', at })),
);

const TOLERANCE = 30;

/** Every pair that can be made, one by one. */
const everyPair = (handovers: readonly Handover[], window: TimeWindow) =>
  handovers.flatMap(({ driverFirst, matches, journeys }) =>
    matches.flatMap((match) =>
      journeys.flatMap((journey) => {
        const { pickupAt, arriveAt } = match;
        if (pickupAt === null || arriveAt === null) return [];
        if (journey.legs.some((leg) => leg.kind === 'ride' && leg.live?.missing)) return [];
        const end = journey.legs[driverFirst ? 0 : journey.legs.length - 1];
        if (end?.kind === 'walk' && end.minutes > LONGEST_WALK) return [];
        const wait = driverFirst ? journey.departure - arriveAt : pickupAt - journey.arrival;
        if (wait < SHORTEST_WAIT || wait > LONGEST_WAIT) return [];
        const leaveHome = driverFirst ? pickupAt - (match.walkBefore?.walk ?? 0) : journey.departure;
        const arrival = driverFirst ? journey.arrival : arriveAt + (match.walkAfter?.walk ?? 0);
        return [{ driverFirst, match, wait, leaveHome, arrival, ...suits(window, { leaveHome, arrival }, TOLERANCE) }];
      }),
    ),
  );

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
        const pairs = everyPair(handovers, window);
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
