import { COMES_FROM, type Day, firstLeaving, MAY_ALIGHT, MAY_BOARD } from '#src/transit/search/day.ts';
import { arrivingAt, type JourneyValue, ONE_CHANGE } from '#src/transit/search/journey-value.ts';
import type { Network } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { NO_ENTRY, type ProfileLists } from '#src/transit/search/profile-lists.ts';
import { NO_WALK, type SearchSpace } from '#src/transit/search/search-space.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** Journeys that leave and arrive between two hours. */
export interface Span {
  readonly after: ServiceSeconds;
  readonly before: ServiceSeconds;
  /** The journey that leaves last is enough. */
  readonly lastOnly: boolean;
}

/**
 * What is left of every journey, from every stop at every hour: the hops of the span that `reach` has just found to be of use to
 * somebody who leaves at `after` are looked at once, the last one first (profile connection scan). By then all that may follow a hop is known: staying on board, walking to the end, or
 * changing; the best of the three is the value of being on board, and of getting on there at that hour.
 * @returns the lists of `space`, that of the place one leaves being the last; the next search writes over them.
 */
export const scanProfile = (network: Network, day: Day, span: Span, space: SearchSpace): ProfileLists => {
  scanOn(network, day, span, space, beginScan(day, span, space), Infinity);
  return space.lists;
};

/** The same, step by step. */
export function* scanProfileSteps(
  network: Network,
  day: Day,
  span: Span,
  space: SearchSpace,
  hopsAStep: number,
): Steps<ProfileLists> {
  const scanning = beginScan(day, span, space);
  while (!scanOn(network, day, span, space, scanning, hopsAStep)) yield;
  return space.lists;
}

/** How far it has come. */
interface Scanning {
  /** The next hop: its place among those to look at. */
  at: number;
  readonly first: number;
  leavesLast: ServiceSeconds;
}

const beginScan = (
  day: Day,
  { after, before }: Span,
  { boarding, lists, runValues, hops, hopCount }: SearchSpace,
): Scanning => {
  const { from, runs } = day;
  lists.clear();
  const all = hopCount === 'all';
  if (all) {
    boarding.fill(Infinity);
    runValues.fill(Infinity);
  } else
    for (let at = 0; at < hopCount; at += 1) {
      const hop = hops[at] as number;
      boarding[from[hop] as number] = Infinity;
      runValues[runs[hop] as number] = Infinity;
    }
  return {
    at: (all ? firstLeaving(day, before + 1) : hopCount) - 1,
    first: all ? firstLeaving(day, after) : 0,
    leavesLast: -Infinity,
  };
};

/** Goes on for so many hops; whether all have been looked at. */
const scanOn = (
  { berths, changes: { into } }: Network,
  day: Day,
  { after, before, lastOnly }: Span,
  space: SearchSpace,
  scanning: Scanning,
  hopsAStep: number,
): boolean => {
  const { access, egress, ready, boarding, lists, runValues, runExits, hops, hopCount } = space;
  const { departures, arrivals, from, to, runs, flags } = day;
  const start = berths.count;
  const all = hopCount === 'all';
  const { first } = scanning;
  const least = Math.max(first, scanning.at - hopsAStep + 1);
  let { at, leavesLast } = scanning;
  for (; at >= least; at -= 1) {
    const hop = all ? at : (hops[at] as number);
    const departure = departures[hop] as number;
    if (lastOnly && departure < leavesLast) return true;
    const run = runs[hop] as number;
    const flag = flags[hop] as number;
    let value: JourneyValue = runValues[run] as number;
    let exit = runExits[run] as number;
    const arrival = arrivals[hop] as number;
    if ((flag & MAY_ALIGHT) !== 0 && arrival <= before) {
      const stop = to[hop] as number;
      const walk = egress[stop] as number;
      if (walk !== NO_WALK && arrival + walk <= before) {
        const onFoot = arrivingAt(arrival + walk, walk);
        if (onFoot < value) {
          value = onFoot;
          exit = hop;
        }
      }
      const change = lists.from(stop, arrival);
      if (change !== NO_ENTRY && (lists.values[change] as number) < value) {
        value = lists.values[change] as number;
        exit = hop;
      }
    }
    if (value === Infinity) continue;
    // Whoever leaves the place after this hop does and arrives as well has no use for it, nor for any hop before it.
    const better = lists.from(start, departure);
    if (better !== NO_ENTRY && (lists.values[better] as number) <= value) continue;
    runValues[run] = value;
    runExits[run] = exit;
    if ((flag & COMES_FROM) !== 0)
      for (const before of day.stays.before.get(hop) ?? []) {
        const earlier = runs[before] as number;
        if (value >= (runValues[earlier] as number)) continue;
        runValues[earlier] = value;
        runExits[earlier] = exit;
      }
    const stop = from[hop] as number;
    if ((flag & MAY_BOARD) === 0 || (ready[stop] as number) > departure || value >= (boarding[stop] as number))
      continue;
    boarding[stop] = value;
    const walk = access[stop] as number;
    if (walk !== NO_WALK && departure - walk >= after) {
      lists.insert(start, departure - walk, value + walk, hop, exit);
      if (departure - walk > leavesLast) leavesLast = departure - walk;
    }
    for (let row = into.first[stop] as number, end = into.first[stop + 1] as number; row < end; row += 1) {
      const hour = departure - (into.seconds[row] as number);
      lists.insert(into.berths[row] as number, hour, value + ONE_CHANGE + (into.walks[row] as number), hop, exit);
    }
  }
  scanning.at = at;
  scanning.leavesLast = leavesLast;
  return at < first;
};
