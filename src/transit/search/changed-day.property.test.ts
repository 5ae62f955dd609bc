import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { networkOf, type NetworkPart, partOf } from '#src/transit/network/network.ts';
import type { Walks } from '#src/transit/network/near-stops.ts';
import { allAtOnce } from '#src/transit/network/steps.ts';
import { changedDay } from '#src/transit/search/changed-day.ts';
import { type Day, MAY_ALIGHT, MAY_BOARD, type Run } from '#src/transit/search/day.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';
import { addDays } from '#src/time/dates.ts';
import { arbitrarySearches } from '#test/fixtures/arbitrary-timetables.ts';
import { checkItinerary } from '#test/fixtures/check-itinerary.ts';
import {
  naiveChange,
  naiveMidnight,
  naiveProfile,
  naiveVehicles,
  stopName,
  type Vehicle,
} from '#test/fixtures/naive-journeys.ts';
import { runs } from '#test/helpers/runs.ts';

/** What happens to each run, hop and trip in turn, over and over. */
const changes = fc.record({
  removed: fc.array(fc.constantFrom(false, false, true), { minLength: 7, maxLength: 7 }),
  closed: fc.array(fc.constantFrom(0, 0, 0, 0, 0, MAY_BOARD, MAY_ALIGHT), { minLength: 11, maxLength: 11 }),
  added: fc.array(fc.record({ trip: fc.nat({ max: 20 }), later: fc.integer({ min: -300, max: 600 }) }), {
    maxLength: 4,
  }),
});

/** A run by the vehicle that makes it. */
const keyOf = (feedId: string, trip: number, serviceDate: string, departure: number | undefined): string =>
  [feedId, trip, serviceDate, departure].join();
const keyOfRun = ({ date }: Day, { part, trip, shift, dayOffset }: Run): string => {
  const { trips, stopTimes } = part.timetable;
  const departure = (stopTimes.departures[trips.firstStopTime[trip] as number] as number) + shift;
  return keyOf(part.feedId, trip, addDays(date, dayOffset), departure);
};
const keyOfVehicle = ({ feedId, trip, serviceDate, calls }: Vehicle): string =>
  keyOf(feedId, trip, serviceDate, calls[0]?.departure);

/** Rules of changes for its route or trip do not know an added run. */
const withoutRules = (timetable: Timetable): Timetable => {
  const { transfers } = timetable;
  const none = transfers.fromRoutes.map(() => -1);
  return {
    ...timetable,
    transfers: { ...transfers, fromRoutes: none, toRoutes: none, fromTrips: none, toTrips: none },
  };
};

suite('a day with changes, and its naive witness', () => {
  test('the same journeys as if timetables said so', (t) => {
    const seen = { journeys: 0, lost: 0, gained: 0, stays: 0 };
    fc.assert(
      fc.property(
        arbitrarySearches,
        changes,
        ({ rules, date, from, to, zone, ...search }, { removed, closed, added }) => {
          const feeds = search.feeds.map((feed) => ({ ...feed, timetable: withoutRules(feed.timetable) }));
          const network = networkOf(feeds, rules, { zone });
          const searcher = createSearcher(network);
          const planned = searcher.day(date);
          // Two rows of frequencies may say one run twice.
          fc.pre(new Set(planned.runTable.map((run) => keyOfRun(planned, run))).size === planned.runTable.length);
          const ends = {
            access: network.near(from, rules.longestWalkToStop),
            egress: network.near(to, rules.longestWalkToStop),
          };
          const gone = new Set([...planned.runTable.keys()].filter((run) => removed[run % removed.length]));
          const shut = new Map(
            [...planned.runs.keys()].flatMap((hop) => {
              const flags = closed[hop % closed.length] as number;
              return flags === 0 ? [] : [[hop, flags] as const];
            }),
          );
          const [part] = network.parts as [NetworkPart];
          const trips = part.timetable.trips.ids.length;
          const more = added.map(({ trip, later }): Run => ({
            part: { ...part, named: null, linked: null, frequencies: new Map() },
            trip: trip % trips,
            shift: later * 60,
            dayOffset: 0,
            every: null,
            extra: { kind: 'added', saidAt: '2025-02-03T00:00:00.000Z' },
          }));
          const { day } = allAtOnce(
            changedDay(network, planned, { removed: gone, hidden: new Set(), closed: shut, added: more }),
          );

          const goneKeys = new Set([...gone].map((run) => keyOfRun(planned, planned.runTable[run] as Run)));
          const shutAt = new Map<string, number>();
          for (const [hop, flags] of shut) {
            const run = planned.runTable[planned.runs[hop] as number] as Run;
            const row =
              (planned.stopTimes[hop] as number) - (run.part.timetable.trips.firstStopTime[run.trip] as number);
            shutAt.set(`${keyOfRun(planned, run)} ${row}`, flags);
          }
          const all = naiveVehicles(feeds, date, zone);
          const kept = all.filter((vehicle) => !goneKeys.has(keyOfVehicle(vehicle)));
          const changed = new Map(
            kept.map((vehicle) => [
              vehicle,
              {
                ...vehicle,
                calls: vehicle.calls.map((call, at) => {
                  const [on, off] = [at, at - 1].map((row) => shutAt.get(`${keyOfVehicle(vehicle)} ${row}`) ?? 0);
                  return {
                    ...call,
                    getOn: call.getOn && ((on as number) & MAY_BOARD) === 0,
                    getOff: call.getOff && ((off as number) & MAY_ALIGHT) === 0,
                  };
                }),
              },
            ]),
          );
          for (const [vehicle, copy] of changed) copy.next = vehicle.next.flatMap((next) => changed.get(next) ?? []);
          const { stops, arrivals, departures, pickups, dropOffs } = part.timetable.stopTimes;
          const extras = more.map(({ trip, shift }): Vehicle => {
            const [first, end] = [trip, trip + 1].map((row) => part.timetable.trips.firstStopTime[row] as number);
            return {
              feedId: part.feedId,
              trip,
              tripId: '',
              serviceDate: date,
              next: [],
              calls: [...stops.keys()].slice(first, end).map((row) => ({
                stop: stopName(part.feedId, stops[row] as number),
                arrival: (arrivals[row] as number) + shift,
                departure: (departures[row] as number) + shift,
                getOn: pickups[row] !== 1,
                getOff: dropOffs[row] !== 1,
              })),
            };
          });
          const named = ({ stops, seconds }: Walks): ReadonlyMap<string, number> =>
            new Map(
              Array.from(stops, (stop, at) => {
                const { feedId, firstStop } = partOf(network, stop);
                return [stopName(feedId, stop - firstStop), seconds[at] as number];
              }),
            );
          const change = naiveChange(feeds, rules);
          const naive = naiveProfile(
            [...changed.values(), ...extras],
            change,
            { access: named(ends.access), egress: named(ends.egress) },
            { after: naiveMidnight(date, zone), before: DAY_ENDS, until: DAY_ENDS },
          );
          const found = searcher.profile(day, ends);
          assert.deepEqual(
            found.map(({ departure, arrival, changes: count }) => ({ departure, arrival, changes: count })),
            naive,
          );
          for (const itinerary of found) {
            checkItinerary(network, day, ends, change, itinerary);
            seen.journeys += 1;
            for (const { board, isStay } of itinerary.rides) {
              seen.gained += (day.runs[board] as number) >= planned.runTable.length ? 1 : 0;
              seen.stays += isStay ? 1 : 0;
            }
          }
          seen.lost += searcher
            .profile(planned, ends)
            .filter(({ rides }) => rides.some(({ board }) => gone.has(planned.runs[board] as number))).length;
        },
      ),
      { numRuns: runs(1000) },
    );
    const { stays, ...often } = seen;
    t.diagnostic(`${stays} times on board of a vehicle that went on`);
    for (const [what, count] of Object.entries(often)) assert.ok(count >= 5, `${what}: ${count}`);
  });
});
