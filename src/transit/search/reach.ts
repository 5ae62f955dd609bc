import { type Day, firstLeaving, GOES_ON, MAY_ALIGHT, MAY_BOARD, NO_HOP } from '#src/transit/search/day.ts';
import type { Network } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { type Ends, NEVER, NO_WALK, type SearchSpace } from '#src/transit/search/search-space.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** How far to look: until one is there, or until the day ends. */
export type ReachUntil = 'there' | 'day-ends';

/**
 * What somebody can reach who leaves at `after` or later, and when they are there at the earliest: the hops of the day are
 * looked at once, in the order they leave (connection scan, Dibbelt et al. 2013). By the time a hop is looked at, all that
 * could bring one to its stop in time has been, since no vehicle brings one anywhere before it leaves.
 *
 * In a country most hops are far away, so only those that can be made are looked at: each has a bit in `waiting`. Being on
 * board sets the bit of the run's next hop; being ready at a stop, that of the first hop one may get on for; and that one,
 * when its turn comes, that of the next one there. The bits are then read in order, as the hops would have been.
 * @returns the arrival; Infinity when nobody arrives, or when it was not asked. What can be reached stays in `space`.
 */
export const reach = (
  network: Network,
  day: Day,
  ends: Ends,
  after: ServiceSeconds,
  until: ReachUntil,
  space: SearchSpace,
): ServiceSeconds => {
  const reaching = beginReach(day, ends, after, space);
  reachOn(network, day, reaching, until, space, Infinity);
  return arrivalIn(reaching);
};

/** The same, step by step: in the network of a city half a million hops can be made in a day. */
export function* reachSteps(
  network: Network,
  day: Day,
  ends: Ends,
  after: ServiceSeconds,
  until: ReachUntil,
  space: SearchSpace,
  hopsAStep: number,
): Steps<ServiceSeconds> {
  const reaching = beginReach(day, ends, after, space);
  while (!reachOn(network, day, reaching, until, space, hopsAStep)) yield;
  return arrivalIn(reaching);
}

/** How far it has come. */
interface Reaching {
  /** The next word of bits. */
  word: number;
  /** Hops found. */
  count: number;
  earliest: ServiceSeconds;
}

const arrivalIn = ({ earliest }: Reaching): ServiceSeconds => (earliest === NEVER ? Infinity : earliest);

const beginReach = (day: Day, ends: Ends, after: ServiceSeconds, space: SearchSpace): Reaching => {
  space.begin(day, ends);
  const { walksOn, access, ready, waiting } = space;
  for (const stop of walksOn) {
    space.willWrite(stop);
    ready[stop] = after + (access[stop] as number);
    const hop = firstBoarding(day, stop, ready[stop]);
    if (hop !== NO_HOP) setBit(waiting, hop);
  }
  return { word: firstLeaving(day, after) >> 5, count: 0, earliest: NEVER };
};

/** Goes on for so many hops, or a few more; whether all have been looked at. */
const reachOn = (
  { changes: { out } }: Network,
  day: Day,
  reaching: Reaching,
  until: ReachUntil,
  space: SearchSpace,
  hopsAStep: number,
): boolean => {
  const { egress, arrived, ready, hops, waiting } = space;
  const { departures, arrivals, from, to, flags, following, boarding } = day;
  let { word, count, earliest } = reaching;
  const most = count + hopsAStep;
  let isThere = false;
  scan: for (; word < waiting.length && count < most; word += 1) {
    while (waiting[word] !== 0) {
      const bits = waiting[word] as number;
      const lowest = bits & -bits;
      waiting[word] = bits ^ lowest;
      const hop = (word << 5) + 31 - Math.clz32(lowest);
      const departure = departures[hop] as number;
      // At that very hour too: a hop that takes no time lets one leave later and be there as soon.
      if (departure > earliest) {
        isThere = true;
        break scan;
      }
      hops[count] = hop;
      count += 1;
      const flag = flags[hop] as number;
      const start = from[hop] as number;
      if ((flag & MAY_BOARD) !== 0 && (ready[start] as number) <= departure) {
        const row = (boarding.rows[hop] as number) + 1;
        if (row < (boarding.first[start + 1] as number)) setBit(waiting, boarding.hops[row] as number);
      }
      if (following[hop] !== NO_HOP) setBit(waiting, following[hop] as number);
      if ((flag & GOES_ON) !== 0) for (const next of day.stays.after.get(hop) ?? []) setBit(waiting, next);
      if ((flag & MAY_ALIGHT) === 0) continue;
      const stop = to[hop] as number;
      const arrival = arrivals[hop] as number;
      if (arrival >= (arrived[stop] as number) || arrival > earliest) continue;
      space.willWrite(stop);
      arrived[stop] = arrival;
      const walk = egress[stop] as number;
      if (walk !== NO_WALK && until === 'there' && arrival + walk < earliest) earliest = arrival + walk;
      for (let row = out.first[stop] as number, end = out.first[stop + 1] as number; row < end; row += 1) {
        const next = out.berths[row] as number;
        const readyThen = arrival + (out.seconds[row] as number);
        if (readyThen >= (ready[next] as number)) continue;
        space.willWrite(next);
        ready[next] = readyThen;
        const first = firstBoarding(day, next, readyThen, hop);
        if (first !== NO_HOP) setBit(waiting, first);
      }
    }
  }
  reaching.word = word;
  reaching.count = count;
  reaching.earliest = earliest;
  space.hopCount = count;
  const isOver = isThere || word >= waiting.length;
  if (isOver) waiting.fill(0, word);
  return isOver;
};

/** Has `space` say that everything can be reached at any hour: where looking it up would cost more than it spares. */
export const reachEverything = (day: Day, ends: Ends, space: SearchSpace): void => {
  space.begin(day, ends);
  space.hopCount = 'all';
  space.beReadyEverywhere();
};

const setBit = (bits: Int32Array, at: number): void => {
  bits[at >> 5] = (bits[at >> 5] as number) | (1 << (at & 31));
};

/** The first hop for which one may get on at a stop at that hour or later, after the hop that brings one there. */
const firstBoarding = ({ boarding, departures }: Day, stop: number, hour: ServiceSeconds, by = NO_HOP): number => {
  let low = boarding.first[stop] as number;
  const end = boarding.first[stop + 1] as number;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const hop = boarding.hops[middle] as number;
    if ((departures[hop] as number) < hour || hop <= by) low = middle + 1;
    else high = middle;
  }
  return low < end ? (boarding.hops[low] as number) : NO_HOP;
};
