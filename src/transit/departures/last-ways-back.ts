import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import type { PassingRun } from '#src/transit/departures/passing-runs.ts';
import type { LineEnd } from '#src/transit/departures/runs-by-line.ts';
import type { StopsByFeed } from '#src/transit/departures/stops-of-communes.ts';
import { straightMetresIn, TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';

/** By day, when the last vehicle leaves the end of a line, or a stop near it, for a commune. */
export type LastBack = ReadonlyMap<IsoDate, Minutes>;

/**
 * For each end of a line, the last way back to these stops without a change, on whichever line; null for an end that is in
 * the commune itself.
 */
export const lastWaysBack = (
  feeds: readonly NetworkFeed[],
  runs: readonly PassingRun[],
  home: StopsByFeed,
): ((end: LineEnd) => LastBack | null) => {
  const told = new Map<string, LastBack | null>();
  return (end) => {
    if (home.get(end.feedId)?.has(end.stop) === true) return null;
    const key = `${end.feedId}/${end.stop}`;
    const known = told.get(key);
    if (known !== undefined) return known;
    const last = new Map<IsoDate, Minutes>();
    const near = nearEnd(feeds, end);
    for (const run of runs) {
      const at = leavesFor(run, near.get(run.feed.feedId), home.get(run.feed.feedId));
      if (at === undefined) continue;
      const { date, minutes } = run.shown(at);
      if (minutes > (last.get(date) ?? -1)) last.set(date, minutes);
    }
    told.set(key, last);
    return last;
  };
};

/** The stops from which one walks to that end in the time of a change. */
const nearEnd = (feeds: readonly NetworkFeed[], end: LineEnd): ReadonlyMap<string, ReadonlySet<number>> => {
  const there = feeds.find(({ feedId }) => feedId === end.feedId);
  if (there === undefined) return new Map();
  const point = pointOf(there, end.stop);
  const farthest = straightMetresIn(TRANSIT_RULES.longestWalkBetween);
  return new Map(
    feeds.map((feed) => [
      feed.feedId,
      new Set(
        Array.from(feed.timetable.stops.ids.keys()).filter(
          (stop) => greatCircleMetres(point, pointOf(feed, stop)) <= farthest,
        ),
      ),
    ]),
  );
};

const pointOf = ({ timetable: { stops } }: NetworkFeed, stop: number): Point => ({
  latitude: stops.latitudes[stop] as number,
  longitude: stops.longitudes[stop] as number,
});

/** When a run leaves the end for good, if it goes on to the commune. */
const leavesFor = (
  { feed, rows: [first, end] }: PassingRun,
  near: { has(stop: number): boolean } | undefined,
  home: { has(stop: number): boolean } | undefined,
): number | undefined => {
  const { stops, pickups, dropOffs, departures } = feed.timetable.stopTimes;
  let getsOff = false;
  for (let row = end - 1; row >= first; row -= 1) {
    const stop = stops[row] as number;
    if (getsOff && near?.has(stop) === true && pickups[row] !== 1) return departures[row];
    if (home?.has(stop) === true && dropOffs[row] !== 1) getsOff = true;
  }
  return undefined;
};
