import { type Day, NO_HOP } from '#src/transit/search/day.ts';
import { arrivalOf, changesOf } from '#src/transit/search/journey-value.ts';
import type { Network } from '#src/transit/network/network.ts';
import { NO_ENTRY } from '#src/transit/search/profile-lists.ts';
import type { SearchSpace } from '#src/transit/search/search-space.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** A journey in numbers: when one leaves the place and is at the other, walks included, and the hops of each ride. */
export interface Itinerary {
  readonly departure: ServiceSeconds;
  readonly arrival: ServiceSeconds;
  readonly changes: number;
  readonly rides: readonly Ride[];
}

/** Getting on at the start of a hop, off at the end of another of the same run. */
export interface Ride {
  readonly board: number;
  readonly exit: number;
  /** One is on board already: the run of the ride before goes on as this one. */
  readonly isStay: boolean;
}

/**
 * The journeys that a profile just written holds, by their departure: none of them leaves before another, arrives no
 * sooner and changes no less. Of equal ones that leave together, the one that walks least.
 */
export const readProfile = (network: Network, day: Day, space: SearchSpace): readonly Itinerary[] => {
  const { lists } = space;
  const start = network.berths.count;
  const entries: number[] = [];
  for (let entry = lists.head(start); entry !== NO_ENTRY; entry = lists.next[entry] as number) entries.push(entry);
  const kept: Itinerary[] = [];
  let [arrival, changes] = [Infinity, Infinity];
  for (const entry of entries.toReversed()) {
    const value = lists.values[entry] as number;
    if (arrivalOf(value) === arrival && changesOf(value) >= changes) continue;
    arrival = arrivalOf(value);
    changes = changesOf(value);
    kept.push({
      departure: lists.hours[entry] as number,
      arrival,
      changes,
      rides: ridesFrom(day, space, entry),
    });
  }
  return kept.toReversed();
};

/** Follows the lists from an entry to the end: what was best when it was written still is. */
const ridesFrom = (day: Day, { lists }: SearchSpace, first: number): readonly Ride[] => {
  const rides: Ride[] = [];
  let entry = first;
  for (;;) {
    const exit = lists.exits[entry] as number;
    rides.push(...ridesThrough(day, lists.boards[entry] as number, exit));
    const changesLeft = changesOf(lists.values[entry] as number) - (entry === first ? 0 : 1);
    if (changesLeft === 0) return rides;
    entry = lists.from(day.to[exit] as number, day.arrivals[exit] as number);
  }
};

/** From getting on to getting off, trip after trip where one stays on board. */
const ridesThrough = (day: Day, board: number, exit: number): readonly Ride[] => {
  const looked = new Set<number>();
  const from = (start: number, isStay: boolean): readonly Ride[] | undefined => {
    looked.add(start);
    if (day.runs[start] === day.runs[exit]) return [{ board: start, exit, isStay }];
    let last = start;
    while (day.following[last] !== NO_HOP) last = day.following[last] as number;
    for (const next of day.stays.after.get(last) ?? []) {
      const rest = looked.has(next) ? undefined : from(next, true);
      if (rest) return [{ board: start, exit: last, isStay }, ...rest];
    }
    return undefined;
  };
  const rides = from(board, false);
  if (rides === undefined) throw new Error(`nobody stays on board from hop ${board} to hop ${exit}`);
  return rides;
};
