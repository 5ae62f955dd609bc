import { greatCircleMetres } from '#src/places/distance.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { type PassingRun, passingRuns } from '#src/transit/departures/passing-runs.ts';
import type { LineEnd } from '#src/transit/departures/runs-by-line.ts';
import type { CommuneStop } from '#src/transit/departures/stops-of-communes.ts';
import { straightMetresIn, TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';

/** By day, when the last vehicle leaves the end of a line, or a stop near it, for a commune. */
export type LastBack = ReadonlyMap<IsoDate, Minutes>;

/**
 * For each end of a line, the last way back to these stops without a change, on whichever line; null for an end that is in
 * the commune itself.
 */
export const lastWaysBack = (
  feeds: readonly NetworkFeed[],
  stops: readonly CommuneStop[],
  span: readonly [IsoDate, IsoDate],
): ((end: LineEnd) => LastBack | null) => {
  const home = new Map(
    feeds.map(({ feedId }) => [feedId, new Set(stops.filter((one) => one.feedId === feedId).map(({ stop }) => stop))]),
  );
  const homeOf = (feedId: string): ReadonlySet<number> => home.get(feedId) ?? new Set<number>();
  let runs: readonly PassingRun[] | undefined;
  const told = new Map<string, LastBack | null>();
  return (end) => {
    if (homeOf(end.feedId).has(end.stop)) return null;
    const key = `${end.feedId}/${end.stop}`;
    const known = told.get(key);
    if (known !== undefined) return known;
    runs ??= [...passingRuns(feeds, homeOf, span)];
    const last = new Map<IsoDate, Minutes>();
    const near = nearEnd(feeds, end);
    for (const run of runs) {
      const at = leavesFor(run, near.get(run.feed.feedId) ?? new Set<number>(), homeOf(run.feed.feedId));
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
  const stopsOf = (feedId: string) => feeds.find((feed) => feed.feedId === feedId)?.timetable.stops;
  const pointOf = (feedId: string, stop: number) => ({
    latitude: stopsOf(feedId)?.latitudes[stop] ?? 0,
    longitude: stopsOf(feedId)?.longitudes[stop] ?? 0,
  });
  const there = pointOf(end.feedId, end.stop);
  const farthest = straightMetresIn(TRANSIT_RULES.longestWalkBetween);
  return new Map(
    feeds.map(({ feedId, timetable: { stops } }) => [
      feedId,
      new Set(
        Array.from(stops.ids.keys()).filter((stop) => greatCircleMetres(there, pointOf(feedId, stop)) <= farthest),
      ),
    ]),
  );
};

/** When a run leaves the end for good, if it goes on to the commune. */
const leavesFor = (
  { feed, rows: [first, end] }: PassingRun,
  near: ReadonlySet<number>,
  home: ReadonlySet<number>,
): number | undefined => {
  const { stops, pickups, dropOffs, departures } = feed.timetable.stopTimes;
  let getsOff = false;
  for (let row = end - 1; row >= first; row -= 1) {
    const stop = stops[row] as number;
    if (getsOff && near.has(stop) && pickups[row] !== 1) return departures[row];
    if (home.has(stop) && dropOffs[row] !== 1) getsOff = true;
  }
  return undefined;
};
