import { type Day, firstLeaving, MAY_ALIGHT, MAY_BOARD } from '#src/transit/day.ts';
import type { Network } from '#src/transit/network.ts';
import { type Ends, NEVER, NO_WALK, type SearchSpace } from '#src/transit/search-space.ts';
import type { ServiceSeconds } from '#src/transit/timetable.ts';

/** How far to look: until one is there, or until the day ends. */
export type ReachUntil = 'there' | 'day-ends';

/**
 * What somebody can reach who leaves at `after` or later, and when they are there at the earliest: the hops of the day are looked at once, in the order
 * they leave (connection scan, Dibbelt et al. 2013). By the time a hop is looked at, all that could bring one to its stop
 * in time has been, since no vehicle brings one anywhere before it leaves.
 * @returns the arrival; Infinity when nobody arrives, or when it was not asked. What can be reached stays in `space`.
 */
export const reach = (
  { changes: { out } }: Network,
  day: Day,
  ends: Ends,
  after: ServiceSeconds,
  until: ReachUntil,
  space: SearchSpace,
): ServiceSeconds => {
  space.begin(day, ends);
  const { access, egress, arrived, ready, boarded, hops } = space;
  const { departures, arrivals, from, to, runs, flags } = day;
  arrived.fill(NEVER);
  boarded.fill(0);
  ready.fill(NEVER);
  for (const stop of ends.access.stops) ready[stop] = after + (access[stop] as number);
  let earliest = NEVER;
  let count = 0;
  for (let hop = firstLeaving(day, after); hop < departures.length; hop += 1) {
    const departure = departures[hop] as number;
    if (departure >= earliest) break;
    const run = runs[hop] as number;
    const flag = flags[hop] as number;
    if (boarded[run] === 0) {
      if ((flag & MAY_BOARD) === 0 || (ready[from[hop] as number] as number) > departure) continue;
      boarded[run] = 1;
    }
    hops[count] = hop;
    count += 1;
    if ((flag & MAY_ALIGHT) === 0) continue;
    const stop = to[hop] as number;
    const arrival = arrivals[hop] as number;
    if (arrival >= (arrived[stop] as number) || arrival >= earliest) continue;
    arrived[stop] = arrival;
    const walk = egress[stop] as number;
    if (walk !== NO_WALK && until === 'there' && arrival + walk < earliest) earliest = arrival + walk;
    for (let row = out.first[stop] as number, end = out.first[stop + 1] as number; row < end; row += 1) {
      const next = out.stops[row] as number;
      const readyThen = arrival + (out.seconds[row] as number);
      if (readyThen < (ready[next] as number)) ready[next] = readyThen;
    }
  }
  space.hopCount = count;
  return earliest === NEVER ? Infinity : earliest;
};

/** Has `space` say that everything can be reached at any hour: where looking it up would cost more than it spares. */
export const reachEverything = (day: Day, ends: Ends, space: SearchSpace): void => {
  space.begin(day, ends);
  space.hopCount = 'all';
  space.ready.fill(-NEVER);
};
