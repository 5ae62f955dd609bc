import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { suite, test } from 'node:test';
import { FEEDS_AT_HAND } from '#src/bench/feeds-at-hand.ts';
import { type MinotorWitness, openMinotor } from '#src/bench/minotor-witness.ts';
import { stopsByName } from '#src/bench/stop-ends.ts';
import { createRandom } from '#src/demo/random.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { addDays, dayNumber, weekdayOf } from '#src/time/dates.ts';
import { dayClock } from '#src/transit/timetable/day-clock.ts';
import type { TimetableAbout } from '#src/transit/timetable/timetable.ts';
import type { Day, Run } from '#src/transit/search/day.ts';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { networkOf } from '#src/transit/network/network.ts';
import type { Itinerary } from '#src/transit/search/read-profile.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import { checkItinerary } from '#test/fixtures/check-itinerary.ts';
import { naiveChange } from '#test/fixtures/naive-journeys.ts';
import { runs } from '#test/helpers/runs.ts';
import { noteSkipped } from '#test/note-skipped.ts';

/** As minotor has it: a change takes no time, and is made at one stop, never at another beside it. */
const AS_MINOTOR = { change: 0, longestWalkBetween: -1, longestWalkToStop: 0 };
const PAIRS_A_DATE = 120;

/** Dates of a timetable, the most telling first: an ordinary one, one later on, a Sunday, the days when clocks change, its ends. */
const datesOf = ({ firstDate, lastDate }: TimetableAbout): readonly string[] => {
  const days = dayNumber(lastDate) - dayNumber(firstDate);
  const all = Array.from({ length: days + 1 }, (_, day) => addDays(firstDate, day));
  const at = (share: number): string => all[Math.floor(days * share)] as string;
  const sunday = all.find((date) => date > at(0.3) && weekdayOf(date) === 7);
  const clocks = all.filter((date) => !dayClock(date, 'Europe/Paris').isSteady).slice(0, 2);
  return [...new Set([at(0.1), at(0.6), ...clocks, sunday ?? at(0.4), at(0.9), at(0), at(1)])];
};

type Stops = readonly number[];
const stopsOf = ({ part: { timetable }, trip }: Run): Stops => {
  const { firstStopTime } = timetable.trips;
  return Array.from(
    timetable.stopTimes.stops.subarray(firstStopTime[trip] as number, firstStopTime[trip + 1] as number),
  );
};

/** Whether another run of the same stops starts no later and is somewhere later, or the other way round. */
const isOvertaken = (run: Run, patterns: ReadonlyMap<string, readonly Run[]>): boolean => {
  const hours = ({ part: { timetable }, trip, shift }: Run): readonly number[] => {
    const { stopTimes, trips } = timetable;
    const [first, end] = [trips.firstStopTime[trip] as number, trips.firstStopTime[trip + 1] as number];
    return [...stopTimes.arrivals.subarray(first, end), ...stopTimes.departures.subarray(first, end)].map(
      (hour) => hour + shift,
    );
  };
  const ours = hours(run);
  return (patterns.get(stopsOf(run).join()) ?? []).some((other) => {
    const theirs = hours(other);
    return (
      ours.some((hour, at) => hour < (theirs[at] as number)) && ours.some((hour, at) => hour > (theirs[at] as number))
    );
  });
};

/**
 * Why ours may arrive where minotor does not, or sooner: it goes by a trip that minotor does not have, or that it does not
 * look for. Each is a rule about the journey itself, checked on the timetable.
 */
const reasonOf = (
  day: Day,
  { rides }: Itinerary,
  patterns: ReadonlyMap<string, readonly Run[]>,
): string | undefined => {
  const taken = rides.map(({ board }) => day.runTable[day.runs[board] as number] as Run);
  if (taken.some(({ dayOffset }) => dayOffset !== 0))
    return 'a trip of the eve or of the morrow: minotor loads one service day';
  if (taken.some((run) => new Set(stopsOf(run)).size < stopsOf(run).length))
    return 'a trip that serves a stop twice: minotor knows a stop of a route once';
  if (taken.some((run) => isOvertaken(run, patterns)))
    return 'a trip that overtakes another of its line: minotor takes the first to leave';
  return undefined;
};

const patternsOf = (day: Day): ReadonlyMap<string, readonly Run[]> => {
  const patterns = new Map<string, Run[]>();
  for (const run of day.runTable) {
    const key = stopsOf(run).join();
    patterns.set(key, [...(patterns.get(key) ?? []), run]);
  }
  return patterns;
};

suite('beside minotor, on real timetables', () => {
  for (const path of FEEDS_AT_HAND) {
    const name = basename(path);
    const why = existsSync(path) ? false : `trajets comparés à minotor : ${name} n’est pas à côté du projet`;
    if (why !== false) noteSkipped(why);
    test(`${name}: the same arrivals, or a reason`, { skip: why }, async (t) => {
      const { timetable } = await readFeed(path, { zone: 'Europe/Paris', builtAt: '2026-01-01T00:00:00.000Z' });
      const feeds = [{ feedId: 'feed', name, timetable }];
      const network = networkOf(feeds, AS_MINOTOR);
      const searcher = createSearcher(network);
      const endsAt = stopsByName(network);
      const change = naiveChange(feeds, AS_MINOTOR);
      const random = createRandom(46);
      const ids = timetable.stops.ids;
      const counts = { same: 0, none: 0 };
      const reasons = new Map<string, number>();
      // Two of them each time, all of them in the long form.
      for (const date of datesOf(timetable.about).slice(0, runs(2))) {
        const day = searcher.day(date);
        const patterns = patternsOf(day);
        const minotor: MinotorWitness = await openMinotor(path, date);
        // Half of them between stops of one line, which random pairs of a country seldom are.
        const runsThere = day.runTable.filter(({ dayOffset }) => dayOffset === 0);
        for (let pair = 0; pair < Math.min(2000, runs(PAIRS_A_DATE)); pair += 1) {
          const line = runsThere.length > 0 && pair % 2 === 0 ? stopsOf(random.pick(runsThere)) : null;
          const drawStop = (): string => ids[line ? random.pick(line) : random.whole(0, ids.length - 1)] as string;
          const [from, to] = [drawStop(), drawStop()];
          // The night when clocks go forward, midnight is an hour later than noon minus twelve hours.
          const after = Math.max(day.starts, random.whole(0, 22 * 3600));
          const [fromStops, toStops] = [minotor.together(from), minotor.together(to)];
          if (fromStops.some((stop) => toStops.includes(stop))) continue;
          const ends = { access: endsAt(fromStops), egress: endsAt(toStops) };
          const ours = searcher.soonest(day, ends, after);
          const theirs = minotor.arrival(from, to, after);
          if (ours) checkItinerary(network, day, ends, change, ours);
          if (ours?.arrival === theirs) {
            if (ours) counts.same += 1;
            else counts.none += 1;
            continue;
          }
          const asked = `${from} -> ${to} on ${date} at ${after}: ${ours?.arrival} here, ${theirs} there`;
          // Nobody is told to wait at a stop beyond four in the morning.
          const reason =
            theirs !== undefined && theirs < (ours?.arrival ?? Infinity)
              ? theirs > DAY_ENDS
                ? 'an arrival after the day ends'
                : minotor.goesBackInTime(from, to, after)
                  ? 'a journey that goes back in time: minotor boards a run that another overtook'
                  : undefined
              : ours && reasonOf(day, ours, patterns);
          assert.ok(reason, asked);
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
      }
      t.diagnostic(`${counts.same} arrivals the same, ${counts.none} times neither; ${JSON.stringify([...reasons])}`);
      assert.ok(counts.same >= 50, `only ${counts.same} comparisons mean something`);
    });
  }
});
