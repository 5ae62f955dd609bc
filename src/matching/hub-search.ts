import { type BucketColumns, type Buckets, END, ENTRY, SPAN, START, TOP } from '#src/matching/buckets.ts';
import { type OfferRows, ONWARD, reserveRow, ROW, SLACK } from '#src/matching/offer-rows.ts';
import { ticksBetween, UNREACHABLE_TICKS } from '#src/roads/label-distance.ts';
import type { HubLabels, LabelSide } from '#src/roads/hub-labels.ts';
import type { Ticks } from '#src/roads/weight.ts';

/** Offers found: the first `count` of `offers`, in no order. The next search writes over it. */
export interface Found {
  count: number;
  offers: Int32Array;
}

/** The reading side of a hub index, with the columns it writes on and cleans behind itself. */
export interface HubSearch {
  /** An offer is there, to be found at its place of destination. */
  readonly know: (offer: number, place: number) => void;
  readonly forget: (offer: number) => void;
  /** All labels asked have to be there. */
  readonly search: (pickups: readonly number[], dropoffs: readonly number[]) => Found;
}

export interface HubSearched {
  readonly labels: HubLabels;
  /** Entries: what is left of the limit at the hub, the offer, its place. */
  readonly origins: Buckets;
  /** Entries: the most that may be used up at the hub, the place, the travel from the hub to it. */
  readonly destinations: Buckets;
  /** By number of offer: where SLACK and ONWARD are written. */
  readonly rows: OfferRows;
}

const FAR: Ticks = UNREACHABLE_TICKS;
const NOT_FOUND = -1;
/** What is left of the limit of an offer: nothing is more, so that it is never found. */
const FORGOTTEN = 2 ** 31 - 1;

/** Travel from one point of the passenger's way to the places in reach of it. */
interface Onward {
  /** By place; FAR for all but the first `count` of `reached`. */
  ticks: Int32Array;
  reached: Int32Array;
  count: number;
}

export const createHubSearch = ({ labels, origins, destinations, rows }: HubSearched): HubSearch => {
  const found: Found = { count: 0, offers: new Int32Array(64) };
  const fromDropoff: Onward = emptyOnward(64);
  const fromPickups: Onward[] = [emptyOnward(64)];

  const clear = (): void => {
    const { offers, count } = found;
    const { data } = rows;
    for (let at = 0; at < count; at += 1) {
      const slack = (offers[at] as number) * ROW + SLACK;
      // It may have been forgotten since it was found.
      if (data[slack] !== FORGOTTEN) data[slack] = NOT_FOUND;
    }
    found.count = 0;
  };

  /** `fromPickups[0]`: from A, by B, to each place in reach. */
  const reachByPair = (a: number, b: number): void => {
    const ride = ticksBetween(labels, a, b);
    if (ride < FAR) readDestinations(destinations.columns, labels.out, b, ride, ride, fromPickups[0] as Onward);
  };

  /** The same for several of each, the best drop-off of each pick-up and place: one reading for each drop-off. */
  const reachByPairs = (pickups: readonly number[], dropoffs: readonly number[]): void => {
    while (fromPickups.length < pickups.length) fromPickups.push(emptyOnward(fromDropoff.ticks.length));
    for (const b of dropoffs) {
      const rides = pickups.map((a) => ticksBetween(labels, a, b));
      const shortest = Math.min(...rides);
      if (shortest >= FAR) continue;
      readDestinations(destinations.columns, labels.out, b, shortest, 0, fromDropoff);
      for (const [index, ride] of rides.entries())
        if (ride < FAR) keepShorter(fromPickups[index] as Onward, fromDropoff, ride);
      forget(fromDropoff);
    }
  };

  return {
    know(offer, place) {
      found.offers = wide(found.offers, offer, 0);
      reserveRow(rows, offer);
      rows.data[offer * ROW + SLACK] = NOT_FOUND;
      for (const onward of [fromDropoff, ...fromPickups]) {
        onward.ticks = wide(onward.ticks, place, FAR);
        onward.reached = wide(onward.reached, place, 0);
      }
    },
    forget(offer) {
      rows.data[offer * ROW + SLACK] = FORGOTTEN;
    },
    search(pickups, dropoffs) {
      clear();
      const [a, b] = [pickups[0], dropoffs[0]];
      if (a === undefined || b === undefined) return found;
      if (pickups.length === 1 && dropoffs.length === 1) reachByPair(a, b);
      else reachByPairs(pickups, dropoffs);
      for (const [index, pickup] of pickups.entries()) {
        const onward = fromPickups[index] as Onward;
        if (onward.count === 0) continue;
        readOrigins(origins.columns, labels.into, pickup, onward, found, rows.data);
        forget(onward);
      }
      return found;
    },
  };
};

const emptyOnward = (width: number): Onward => ({
  ticks: new Int32Array(width).fill(FAR),
  reached: new Int32Array(width),
  count: 0,
});

const wide = (column: Int32Array, index: number, filling: number): Int32Array => {
  if (index < column.length) return column;
  const wider = new Int32Array(Math.max(index + 1, column.length * 2));
  wider.set(column);
  return wider.fill(filling, column.length);
};

const forget = (onward: Onward): void => {
  const { ticks, reached, count } = onward;
  for (let at = 0; at < count; at += 1) ticks[reached[at] as number] = FAR;
  onward.count = 0;
};

const keepShorter = (onward: Onward, from: Onward, ride: Ticks): void => {
  const { ticks, reached } = onward;
  for (let at = 0; at < from.count; at += 1) {
    const place = from.reached[at] as number;
    const way = ride + (from.ticks[place] as number);
    const before = ticks[place] as number;
    if (way >= before) continue;
    ticks[place] = way;
    if (before === FAR) {
      reached[onward.count] = place;
      onward.count += 1;
    }
  }
};

/**
 * Travel from a node to each place in reach, plus `added`. In reach is a place to which some offer has, at the hub, at
 * least the travel from the node to the hub and the ride before it left.
 */
const readDestinations = (
  { data, spans }: BucketColumns,
  { first, last, hubs, ticks }: LabelSide,
  node: number,
  ride: Ticks,
  added: Ticks,
  onward: Onward,
): void => {
  const ways = onward.ticks;
  const { reached } = onward;
  let { count } = onward;
  const labelEnd = last[node] as number;
  for (let entry = first[node] as number; entry < labelEnd; entry += 1) {
    const hub = hubs[entry] as number;
    const toHub = ticks[entry] as number;
    const least = toHub + ride;
    const span = hub * SPAN;
    if ((spans[span + TOP] as number) < least) continue;
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
const readOrigins = (
  { data, spans }: BucketColumns,
  { first, last, hubs, ticks }: LabelSide,
  node: number,
  onward: Onward,
  found: Found,
  written: Int32Array,
): void => {
  const ways = onward.ticks;
  const shortest = shortestOf(onward);
  const { offers } = found;
  let { count } = found;
  const labelEnd = last[node] as number;
  for (let entry = first[node] as number; entry < labelEnd; entry += 1) {
    const hub = hubs[entry] as number;
    const fromHub = ticks[entry] as number;
    const least = fromHub + shortest;
    const span = hub * SPAN;
    if ((spans[span + TOP] as number) < least) continue;
    const end = spans[span + END] as number;
    for (let at = spans[span + START] as number; at < end; at += ENTRY) {
      const left = data[at] as number;
      if (left < least) break;
      const way = ways[data[at + 2] as number] as number;
      const slack = left - fromHub - way;
      if (slack < 0) continue;
      const offer = data[at + 1] as number;
      const row = offer * ROW;
      const known = written[row + SLACK] as number;
      if (slack <= known) continue;
      if (known === NOT_FOUND) {
        offers[count] = offer;
        count += 1;
      }
      written[row + SLACK] = slack;
      written[row + ONWARD] = way;
    }
  }
  found.count = count;
};

const shortestOf = ({ ticks, reached, count }: Onward): Ticks => {
  let shortest = FAR;
  for (let at = 0; at < count; at += 1) {
    const way = ticks[reached[at] as number] as number;
    if (way < shortest) shortest = way;
  }
  return shortest;
};
