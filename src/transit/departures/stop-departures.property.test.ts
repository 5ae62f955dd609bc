import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, dayNumber } from '#src/time/dates.ts';
import { localMoment } from '#src/time/zone.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import { networkOf, partOf } from '#src/transit/network/network.ts';
import { allAtOnce } from '#src/transit/network/steps.ts';
import { stopDepartures as departuresSteps } from '#src/transit/departures/stop-departures.ts';
import { arbitrarySearches } from '#test/fixtures/arbitrary-timetables.ts';
import { naiveVehicles, stopName } from '#test/fixtures/naive-journeys.ts';
import { runs } from '#test/helpers/runs.ts';

const stopDepartures = (...asked: Parameters<typeof departuresSteps>) => allAtOnce(departuresSteps(...asked));

suite('the departures of a week and a naive listing', () => {
  test('whatever leaves from the stops is told, at its hour, and nothing else', () => {
    const seen = { told: 0, nights: 0, others: 0 };
    fc.assert(
      fc.property(arbitrarySearches, fc.constantFrom(-3, -1, 0, 2), ({ feeds, from, date, zone }, shift) => {
        const first = addDays(date, shift);
        const network = networkOf(feeds);
        const stops = Array.from(network.near(from, 300).stops, (stop) => {
          const part = partOf(network, stop);
          return { feedId: part.feedId, stop: stop - part.firstStop, metres: 0 };
        });
        const names = new Set(stops.map(({ feedId, stop }) => stopName(feedId, stop)));
        const week = stopDepartures(feeds, stops, first, zone);

        const told = new Set<string>();
        for (const { days, otherStops } of week.lines) {
          seen.others += otherStops.length > 0 ? 1 : 0;
          for (const { usual, except, only, hours } of days) {
            for (const day of [...usual.filter((one) => !except.includes(one)), ...only])
              for (const { at } of hours) {
                told.add(String(dayNumber(day) * 1440 + at));
                seen.told += 1;
                seen.nights += at >= 1440 ? 1 : 0;
              }
          }
        }

        // By clocks: from four in the morning of the first day until the midnight of the last.
        const [start, end] = [dayNumber(first) * 1440 + 240, (dayNumber(first) + 7) * 1440];
        const listed = new Set<string>();
        const vehicles = new Map<string, Set<string>>();
        for (let day = 0; day < 7; day += 1)
          for (const { feedId, trip, calls } of naiveVehicles(feeds, addDays(first, day), zone)) {
            const round = calls.every(({ stop }) => names.has(stop));
            const hours = calls
              .filter(
                ({ stop, getOn }, at) =>
                  names.has(stop) &&
                  getOn &&
                  calls.slice(at + 1).some((later) => later.getOff && (round || !names.has(later.stop))),
              )
              .map(({ departure }) =>
                localMoment(serviceMidnight(addDays(first, day), zone).add({ seconds: departure }), zone),
              )
              .filter((moment) => moment.date === addDays(first, day))
              .map((moment) => dayNumber(moment.date) * 1440 + moment.time)
              .filter((minute) => minute >= start && minute < end)
              .map(String);
            for (const hour of hours) listed.add(hour);
            if (hours.length === 0) continue;
            // The same one goes on after midnight.
            const leaves = serviceMidnight(addDays(first, day), zone).add({ seconds: calls[0]?.departure ?? 0 });
            const key = `${feedId} ${trip} ${leaves.epochMilliseconds}`;
            vehicles.set(key, (vehicles.get(key) ?? new Set<string>()).union(new Set(hours)));
          }
        for (const hour of told)
          if (Number(hour) >= start && Number(hour) < end) assert.ok(listed.has(hour), `${hour} is not listed`);
        // Of a vehicle that calls at two stops of the commune, one is told.
        for (const [vehicle, hours] of vehicles)
          assert.ok(hours.values().some((hour) => told.has(hour)) || crossesMidnight(hours, start, end), vehicle);
      }),
      { numRuns: runs(300) },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 0),
      JSON.stringify(seen),
    );
  });
});

/** A vehicle with a stop on either side of the ends of the week may be told beyond them. */
const crossesMidnight = (hours: ReadonlySet<string>, start: number, end: number): boolean =>
  hours.values().some((hour) => Number(hour) < start + 180 || Number(hour) > end - 180);
