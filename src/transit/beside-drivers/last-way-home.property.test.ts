import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { lastWayHome, type WayHome } from '#src/transit/beside-drivers/last-way-home.ts';
import { arbitraryHandover, arbitraryJourney, arbitraryMatch, everyPair } from '#test/fixtures/arbitrary-handovers.ts';
import { runs } from '#test/helpers/runs.ts';

/** When one sets out; null where the driver says it when asked. */
const leaves = (way: WayHome): number | null => {
  if (way.kind === 'ride') return way.journey.departure;
  if (way.kind === 'driver-and-ride') return way.one.departure;
  return way.match.pickupAt === null ? null : way.match.pickupAt - (way.match.walkBefore?.walk ?? 0);
};

describe('the last way home', () => {
  test('it is one that can be made, and nothing that can be made leaves later; none where nothing can', () => {
    const seen = { ride: 0, driver: 0, 'driver-and-ride': 0, none: 0, agreed: 0 };
    const arbitraryHome = fc.record({
      journeys: fc.array(arbitraryJourney, { maxLength: 4 }),
      matches: fc.array(arbitraryMatch, { maxLength: 2 }),
      handovers: fc.array(arbitraryHandover, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(arbitraryHome, fc.integer({ min: 250, max: 900 }), (home, after) => {
        const runsOn = home.journeys.filter(({ legs }) =>
          legs.every((leg) => leg.kind === 'walk' || leg.live?.missing == null),
        );
        const pairs = everyPair(home.handovers, { kind: 'any' }, 0);
        const hours = [
          ...runsOn.map(({ departure }) => departure),
          ...home.matches.flatMap(({ pickupAt, walkBefore }) =>
            pickupAt === null ? [] : [pickupAt - (walkBefore?.walk ?? 0)],
          ),
          ...pairs.map(({ leaveHome }) => leaveHome),
        ].filter((hour) => hour >= after);
        const agreed = home.matches.filter(({ pickupAt }) => pickupAt === null);
        const way = lastWayHome(home, after);
        if (way === null) {
          assert.deepEqual([hours, agreed], [[], []]);
          seen.none += 1;
          return;
        }
        const hour = leaves(way);
        if (hour === null) {
          assert.deepEqual(hours, [], 'an hour that is known is told before one that is not');
          seen.agreed += 1;
          return;
        }
        assert.equal(hour, Math.max(...hours));
        if (way.kind === 'ride') assert.ok(runsOn.includes(way.journey));
        if (way.kind === 'driver') assert.ok(home.matches.includes(way.match));
        if (way.kind === 'driver-and-ride') {
          const { one } = way;
          assert.ok(
            pairs.some(
              ({ match, driverFirst, leaveHome, arrival }) =>
                match === one.match &&
                driverFirst === one.driverFirst &&
                leaveHome === one.departure &&
                arrival === one.arrival,
            ),
          );
        }
        seen[way.kind] += 1;
      }),
      { numRuns: runs(1000) },
    );
    for (const [what, count] of Object.entries(seen)) assert.ok(count >= 20, `${what}: ${count}`);
  });
});
