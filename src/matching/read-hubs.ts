import { type BucketColumns, END, ENTRY, SPAN, START, TOP } from '#src/matching/buckets.ts';
import { ONWARD, ROW, SLACK } from '#src/matching/offer-rows.ts';
import { FAR, type Onward, shortestOf } from '#src/matching/onward.ts';
import type { LabelSide } from '#src/roads/hub-labels.ts';
import type { Ticks } from '#src/roads/weight.ts';
import { widenColumn } from '#src/widen-column.ts';

/** Offers found: the first `count` of `offers`, in no order. The next search writes over it. */
export interface FoundOffers {
  count: number;
  offers: Int32Array;
}

/** What is left of the limit of an offer that was not found. */
export const NOT_FOUND = -1;

/** Offers with enough left at a hub of the pick-up: some come to several. */
export interface PassingOffers {
  count: number;
  /** Three of each: the offer, what is left of its limit, the travel from the pick-up to where it goes. */
  numbers: Int32Array;
}

export const PASSING = 3;

/**
 * What is about to be read. The numbers of a search lie far apart, and a processor waits for each when what it does next
 * depends on it; so they are first read all together, for nothing, and it waits once.
 */
export interface Ahead {
  /** Entries of a label whose hub has something to read. */
  entries: Int32Array;
  /** Without a meaning: what is never used is never read. */
  seen: number;
}

/**
 * The entries of a node's label at whose hub something has `least` and the travel to the hub left; their lists are fetched.
 * @returns how many of `ahead.entries`
 */
const lookAhead = (
  { data, spans }: BucketColumns,
  { first, last, hubs, ticks }: LabelSide,
  node: number,
  least: Ticks,
  ahead: Ahead,
): number => {
  const labelStart = first[node] as number;
  const labelEnd = last[node] as number;
  if (ahead.entries.length <= labelEnd - labelStart) ahead.entries = new Int32Array(2 * (labelEnd - labelStart));
  const { entries } = ahead;
  let count = 0;
  for (let entry = labelStart; entry < labelEnd; entry += 1) {
    entries[count] = entry;
    const top = spans[(hubs[entry] as number) * SPAN + TOP] as number;
    // One when there is something to read: a jump would be guessed wrong as often as not.
    count += ((ticks[entry] as number) + least - top - 1) >>> 31;
  }
  let { seen } = ahead;
  for (let at = 0; at < count; at += 1)
    seen ^= data[spans[(hubs[entries[at] as number] as number) * SPAN + START] as number] as number;
  ahead.seen = seen;
  return count;
};

/**
 * Travel from a node to each place in reach, plus `added`. In reach is a place to which some offer has, at the hub, at
 * least the travel from the node to the hub and the ride before it left.
 */
export const readDestinations = (
  columns: BucketColumns,
  label: LabelSide,
  node: number,
  ride: Ticks,
  added: Ticks,
  onward: Onward,
  ahead: Ahead,
): void => {
  const { data, spans } = columns;
  const { hubs, ticks } = label;
  const ways = onward.ticks;
  const { reached } = onward;
  let { count } = onward;
  const kept = lookAhead(columns, label, node, ride, ahead);
  const { entries } = ahead;
  for (let index = 0; index < kept; index += 1) {
    const entry = entries[index] as number;
    const span = (hubs[entry] as number) * SPAN;
    const toHub = ticks[entry] as number;
    const least = toHub + ride;
    const before = toHub + added;
    const end = spans[span + END] as number;
    for (let at = spans[span + START] as number; at < end && (data[at] as number) >= least; at += ENTRY) {
      const place = data[at + 1] as number;
      const way = before + (data[at + 2] as number);
      const known = ways[place] as number;
      if (way >= known) continue;
      if (known === FAR) {
        reached[count] = place;
        count += 1;
      }
      ways[place] = way;
    }
  }
  onward.count = count;
};

/** The offers that have enough left at a hub to pass by the node, then to go on to their place. */
export const readOrigins = (
  columns: BucketColumns,
  label: LabelSide,
  node: number,
  onward: Onward,
  passing: PassingOffers,
  ahead: Ahead,
): void => {
  const { data, spans } = columns;
  const { hubs, ticks } = label;
  const ways = onward.ticks;
  const shortest = shortestOf(onward);
  let { numbers } = passing;
  let written = 0;
  const kept = lookAhead(columns, label, node, shortest, ahead);
  const { entries } = ahead;
  for (let index = 0; index < kept; index += 1) {
    const entry = entries[index] as number;
    const span = (hubs[entry] as number) * SPAN;
    const fromHub = ticks[entry] as number;
    const least = fromHub + shortest;
    const end = spans[span + END] as number;
    for (let at = spans[span + START] as number; at < end; at += ENTRY) {
      const left = data[at] as number;
      if (left < least) break;
      const way = ways[data[at + 2] as number] as number;
      const slack = left - fromHub - way;
      if (slack < 0) continue;
      if (written + PASSING > numbers.length) numbers = widenColumn(numbers, written + PASSING - 1);
      numbers[written] = data[at + 1] as number;
      numbers[written + 1] = slack;
      numbers[written + 2] = way;
      written += PASSING;
    }
  }
  passing.numbers = numbers;
  passing.count = written / PASSING;
};

/** Each offer once, with the most that is left of its limit. */
export const keepBest = (
  { numbers, count: passed }: PassingOffers,
  found: FoundOffers,
  written: Int32Array,
  ahead: Ahead,
): void => {
  const { offers } = found;
  let { count } = found;
  let { seen } = ahead;
  const end = passed * PASSING;
  for (let at = 0; at < end; at += PASSING) seen ^= written[(numbers[at] as number) * ROW + SLACK] as number;
  ahead.seen = seen;
  for (let at = 0; at < end; at += PASSING) {
    const offer = numbers[at] as number;
    const row = offer * ROW;
    const known = written[row + SLACK] as number;
    const slack = numbers[at + 1] as number;
    if (slack <= known) continue;
    if (known === NOT_FOUND) {
      offers[count] = offer;
      count += 1;
    }
    written[row + SLACK] = slack;
    written[row + ONWARD] = numbers[at + 2] as number;
  }
  found.count = count;
};
