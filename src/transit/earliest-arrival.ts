import { type Day, firstLeaving, MAY_ALIGHT, MAY_BOARD } from '#src/transit/day.ts';
import type { Network } from '#src/transit/network.ts';
import { type Ends, NO_WALK, type SearchSpace } from '#src/transit/search-space.ts';
import type { ServiceSeconds } from '#src/transit/timetable.ts';

const NEVER = 2 ** 31 - 1;

/**
 * When one is there at the earliest, leaving at `after` or later: the hops of the day are looked at once, in the order
 * they leave (connection scan, Dibbelt et al. 2013). By the time a hop is looked at, all that could bring one to its stop
 * in time has been, since no vehicle brings one anywhere before it leaves.
 * @returns Infinity when no journey arrives before the day ends
 */
export const earliestArrival = (
  { changes: { out } }: Network,
  day: Day,
  ends: Ends,
  after: ServiceSeconds,
  space: SearchSpace,
): ServiceSeconds => {
  space.begin(day, ends);
  const { access, egress, arrived, ready, runReached } = space;
  const { departures, arrivals, from, to, runs, flags } = day;
  arrived.fill(NEVER);
  runReached.fill(0);
  for (let stop = 0; stop < ready.length; stop += 1) {
    const walk = access[stop] as number;
    ready[stop] = walk === NO_WALK ? NEVER : after + walk;
  }
  let earliest = NEVER;
  for (let hop = firstLeaving(day, after); hop < departures.length; hop += 1) {
    const departure = departures[hop] as number;
    if (departure >= earliest) break;
    const run = runs[hop] as number;
    const flag = flags[hop] as number;
    if (runReached[run] === 0) {
      if ((flag & MAY_BOARD) === 0 || (ready[from[hop] as number] as number) > departure) continue;
      runReached[run] = 1;
    }
    if ((flag & MAY_ALIGHT) === 0) continue;
    const stop = to[hop] as number;
    const arrival = arrivals[hop] as number;
    if (arrival >= (arrived[stop] as number)) continue;
    arrived[stop] = arrival;
    const walk = egress[stop] as number;
    if (walk !== NO_WALK && arrival + walk < earliest) earliest = arrival + walk;
    for (let row = out.first[stop] as number, end = out.first[stop + 1] as number; row < end; row += 1) {
      const next = out.stops[row] as number;
      const readyThen = arrival + (out.seconds[row] as number);
      if (readyThen < (ready[next] as number)) ready[next] = readyThen;
    }
  }
  return earliest === NEVER ? Infinity : earliest;
};
