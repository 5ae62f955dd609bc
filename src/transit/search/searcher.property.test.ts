import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { type Network, networkOf, partOf } from '#src/transit/network/network.ts';
import type { Walks } from '#src/transit/network/near-stops.ts';
import type { Itinerary } from '#src/transit/search/read-profile.ts';
import type { Ends } from '#src/transit/search/search-space.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import { arbitrarySearches } from '#test/fixtures/arbitrary-timetables.ts';
import { checkItinerary } from '#test/fixtures/check-itinerary.ts';
import { naiveChange, naiveMidnight, naiveProfile, naiveVehicles, stopName } from '#test/fixtures/naive-journeys.ts';
import { runs } from '#test/helpers/runs.ts';

const named = (network: Network, { stops, seconds }: Walks): ReadonlyMap<string, number> =>
  new Map(
    Array.from(stops, (stop, at) => {
      const part = partOf(network, stop);
      return [stopName(part.feedId, stop - part.firstStop), seconds[at] as number];
    }),
  );

const backwards = ({ access, egress }: Ends): Ends => ({ access: egress, egress: access });

const bare = ({ departure, arrival, changes }: Itinerary) => ({ departure, arrival, changes });

describe('the search and its naive witness', () => {
  test('the same journeys over the day, the same soonest and the same last', () => {
    const seen = {
      journeys: 0,
      changes: 0,
      eves: 0,
      morrows: 0,
      walks: 0,
      frequent: 0,
      twice: 0,
      stays: 0,
      special: 0,
      clocks: 0,
      zones: 0,
    };
    fc.assert(
      fc.property(arbitrarySearches, ({ feeds, rules, date, from, to, zone, ...asked }) => {
        const network = networkOf(feeds, rules, { zone });
        const searcher = createSearcher(network);
        const day = searcher.day(date);
        const ends = {
          access: network.near(from, rules.longestWalkToStop),
          egress: network.near(to, rules.longestWalkToStop),
        };
        const vehicles = naiveVehicles(feeds, date, zone);
        const starts = naiveMidnight(date, zone);
        // Before its midnight is another date.
        const hour = Math.max(starts, asked.hour);
        const change = naiveChange(feeds, rules);
        const naiveEnds = { access: named(network, ends.access), egress: named(network, ends.egress) };
        const naive = (after: number, before: number) =>
          naiveProfile(vehicles, change, naiveEnds, { after, before, until: DAY_ENDS });

        const profile = searcher.profile(day, ends);
        assert.deepEqual(profile.map(bare), naive(starts, DAY_ENDS));

        // One hop at a time, with another search of the same network between any two.
        const patient = createSearcher(network, 1);
        const [steps, others] = [patient.profileSteps(day, ends), patient.profileSteps(day, backwards(ends))];
        let step = steps.next();
        for (; step.done !== true; step = steps.next()) others.next();
        assert.deepEqual(step.value, profile);

        const later = naive(hour, DAY_ENDS);
        const soonest = searcher.soonest(day, ends, hour);
        assert.deepEqual(soonest && bare(soonest), later[0]);

        const last = searcher.last(day, ends, hour);
        assert.deepEqual(last && bare(last), naive(starts, hour).at(-1));

        for (const itinerary of [...profile, soonest, last].filter((one) => one !== undefined)) {
          checkItinerary(network, day, ends, change, itinerary);
          seen.journeys += 1;
          seen.clocks += starts === 0 ? 0 : 1;
          seen.zones += feeds.some(({ timetable }) => timetable.about.zone !== zone) ? 1 : 0;
          seen.changes += itinerary.changes > 0 ? 1 : 0;
          seen.special += network.berths.beside.size > 0 ? 1 : 0;
          for (const { board, exit, isStay } of itinerary.rides) {
            seen.stays += isStay ? 1 : 0;
            const run = day.runTable[day.runs[board] as number];
            seen.eves += run?.dayOffset === -1 ? 1 : 0;
            seen.morrows += run?.dayOffset === 1 ? 1 : 0;
            seen.frequent += run?.part.frequencies.has(run.trip) === true ? 1 : 0;
            seen.twice += day.from[board] === day.to[exit] ? 1 : 0;
          }
          itinerary.rides.slice(1).forEach(({ board }, at) => {
            seen.walks += day.from[board] === day.to[itinerary.rides[at]?.exit ?? -1] ? 0 : 1;
          });
        }
      }),
      { numRuns: runs(1500) },
    );
    for (const [what, count] of Object.entries(seen)) if (what !== 'twice') assert.ok(count >= 10, `${what}: ${count}`);
  });
});
