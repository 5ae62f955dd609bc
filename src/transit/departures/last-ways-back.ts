import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { dateOf } from '#src/time/dates.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { type PassingRun, shownAt } from '#src/transit/departures/passing-runs.ts';
import type { LineEnd } from '#src/transit/departures/runs-by-line.ts';
import type { StopsByFeed } from '#src/transit/departures/stops-of-communes.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { straightMetresIn, TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';

/** By day, when the last vehicle leaves the end of a line, or a stop near it, for a commune. */
export type LastBack = ReadonlyMap<IsoDate, Minutes>;

/** Runs looked at between two steps. */
const RUNS_A_STEP = 1024;

/**
 * For each end of a line, the last way back to these stops without a change, on whichever line; null for an end that is in
 * the commune itself.
 */
export function* lastWaysBack(
  runs: readonly PassingRun[],
  home: StopsByFeed,
): Steps<(end: LineEnd) => LastBack | null> {
  const leaving = yield* leavingFor(runs, home);
  const tree = new KDBush(Math.max(1, leaving.length));
  for (const { feed, stop } of leaving) {
    const { latitudes, longitudes } = feed.timetable.stops;
    tree.add(longitudes[stop] as number, latitudes[stop] as number);
  }
  if (leaving.length === 0) tree.add(0, 0);
  tree.finish();
  const feeds = new Map(runs.map(({ feed }) => [feed.feedId, feed]));
  // From where one walks to that end in the time of a change.
  const farthest = straightMetresIn(TRANSIT_RULES.longestWalkBetween) / 1000;
  const told = new Map<string, LastBack>();
  yield;
  return (end) => {
    const there = feeds.get(end.feedId);
    if (there === undefined || home.get(end.feedId)?.has(end.stop) === true) return null;
    const key = `${end.feedId}/${end.stop}`;
    const known = told.get(key);
    if (known !== undefined) return known;
    const { latitudes, longitudes } = there.timetable.stops;
    const [longitude, latitude] = [longitudes[end.stop] as number, latitudes[end.stop] as number];
    const last = new Map<IsoDate, Minutes>();
    for (const at of around(tree, longitude, latitude, Infinity, farthest))
      for (const [days, minutes] of leaving[at]?.hours ?? [])
        for (const day of days) {
          const date = dateOf(day);
          if (minutes > (last.get(date) ?? -1)) last.set(date, minutes);
        }
    told.set(key, last);
    return last;
  };
}

/** A stop from which something goes to the commune: the last of the day, by the days on which it runs. */
interface Leaving {
  readonly feed: NetworkFeed;
  readonly stop: number;
  readonly hours: Map<readonly number[], Minutes>;
}

function* leavingFor(runs: readonly PassingRun[], home: StopsByFeed): Steps<readonly Leaving[]> {
  const leaving = new Map<NetworkFeed, Map<number, Leaving>>();
  for (const [number, run] of runs.entries()) {
    if (number % RUNS_A_STEP === RUNS_A_STEP - 1) yield;
    const { feed } = run;
    const ofFeed = leaving.get(feed) ?? new Map<number, Leaving>();
    leaving.set(feed, ofFeed);
    const { stops, pickups, dropOffs, departures } = feed.timetable.stopTimes;
    const isHome = home.get(feed.feedId);
    const [first, end] = run.rows;
    let getsOff = false;
    for (let row = end - 1; row >= first; row -= 1) {
      const stop = stops[row] as number;
      if (getsOff && pickups[row] !== 1) {
        const { daysLater, minutes } = shownAt(run, departures[row] as number);
        const { hours } = ofFeed.get(stop) ?? put(ofFeed, { feed, stop, hours: new Map() });
        const days = run.days.calls(daysLater);
        if (minutes > (hours.get(days) ?? -1)) hours.set(days, minutes);
      }
      if (isHome?.has(stop) === true && dropOffs[row] !== 1) getsOff = true;
    }
  }
  return [...leaving.values()].flatMap((ofFeed) => [...ofFeed.values()]);
}

const put = (leaving: Map<number, Leaving>, one: Leaving): Leaving => {
  leaving.set(one.stop, one);
  return one;
};
