import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { ALL_ON } from '#src/territory/switches.ts';
import { dayNumber } from '#src/time/dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { RideLeg } from '#src/transit/journey/journey.ts';
import { directWalk } from '#src/transit/journey/walk-leg.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';
import { createFindJourneys } from '#src/transit/search/find-journeys.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import { arbitrarySearches } from '#test/fixtures/arbitrary-timetables.ts';
import { runs } from '#test/helpers/runs.ts';

/** When each call of a trip of a feed leaves, by the clocks of a zone, in minutes after the midnight of a date. */
const clockHours = ({ timetable }: NetworkFeed, ride: RideLeg, date: string, zone: string): readonly number[] => {
  const { trips, stopTimes, about } = timetable;
  const trip = trips.ids.indexOf(ride.tripId);
  const midnight = serviceMidnight(ride.serviceDate, about.zone);
  return [...stopTimes.departures.subarray(trips.firstStopTime[trip], trips.firstStopTime[trip + 1])].map((seconds) => {
    const { date: on, time } = localMoment(midnight.add({ seconds }), zone);
    return (dayNumber(on) - dayNumber(date)) * 1440 + time;
  });
};

suite('what is told of journeys', () => {
  test('hours of the clocks there, on a service date when it runs, where one may get on and off, sooner than on foot', () => {
    const seen = { told: 0, clocks: 0, zones: 0, eves: 0, booked: 0, walks: 0 };
    fc.assert(
      fc.property(arbitrarySearches, ({ feeds, date, from, to, zone }) => {
        const ends = { from: { name: 'ici', point: from }, to: { name: 'là', point: to } };
        const found = createFindJourneys(() => feeds)(
          { id: 'lot', tolerance: 30, switches: ALL_ON, zone },
          { ...ends, date, window: { kind: 'any' }, back: null, wholeDay: true },
        );
        assert.ok(found.kind === 'found');
        const walk = directWalk(TRANSIT_RULES, ends.from, ends.to);
        assert.deepEqual(found.walk, walk);
        for (const { departure, arrival, duration, legs } of found.outward.all) {
          assert.ok(departure >= 0 && duration >= 0);
          // In the night when clocks go back one may be there an hour sooner by them.
          assert.ok(arrival >= departure - (date >= '2025-10-25' ? 60 : 0));
          if (walk !== null) assert.ok(duration <= walk.minutes);
          seen.walks += walk === null ? 0 : 1;
          const rides = legs.filter((leg) => leg.kind === 'ride');
          for (const [at, ride] of rides.entries()) {
            const feed = feeds.find(({ feedId }) => feedId === ride.feedId) ?? assert.fail();
            const { timetable } = feed;
            const isThrough = rides[at + 1]?.isStay === true;
            assert.ok(ride.isStay === true || ride.board.pickup !== 'none');
            assert.ok(isThrough || ride.alight.dropOff !== 'none');
            if (!timetable.frequencies.trips.includes(timetable.trips.ids.indexOf(ride.tripId)))
              assert.ok(clockHours(feed, ride, date, zone).includes(ride.board.departure));
            seen.told += 1;
            seen.booked += ride.board.pickup === 'phone-agency' ? 1 : 0;
            seen.eves += ride.serviceDate < date ? 1 : 0;
            seen.zones += timetable.about.zone === zone ? 0 : 1;
            seen.clocks += date === '2025-03-30' || date === '2025-10-26' ? 1 : 0;
          }
        }
      }),
      { numRuns: runs(1200) },
    );
    for (const [what, count] of Object.entries(seen)) assert.ok(count > 0, `${what}: ${JSON.stringify(seen)}`);
  });
});
