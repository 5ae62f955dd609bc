import type { Buckets } from '#src/matching/buckets.ts';
import { type OfferRows, reserveRow, ROW, SLACK } from '#src/matching/offer-rows.ts';
import { emptyOnward, FAR, forget, keepShorter, type Onward } from '#src/matching/onward.ts';
import {
  type Ahead,
  type FoundOffers,
  keepBest,
  NOT_FOUND,
  PASSING,
  type PassingOffers,
  readDestinations,
  readOrigins,
} from '#src/matching/read-hubs.ts';
import { ticksBetween } from '#src/roads/label-distance.ts';
import type { HubLabels } from '#src/roads/hub-labels.ts';
import { widenColumn } from '#src/widen-column.ts';

/** The reading side of a hub index, with the columns it writes on and cleans behind itself. */
export interface HubSearch {
  /** An offer is there, to be found at its place of destination. */
  readonly know: (offer: number, place: number) => void;
  readonly forget: (offer: number) => void;
  /** All labels asked have to be there. */
  readonly search: (pickups: readonly number[], dropoffs: readonly number[]) => FoundOffers;
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

/** What is left of the limit of an offer: nothing is more, so that it is never found. */
const FORGOTTEN = 2 ** 31 - 1;

export const createHubSearch = ({ labels, origins, destinations, rows }: HubSearched): HubSearch => {
  const found: FoundOffers = { count: 0, offers: new Int32Array(64) };
  const passing: PassingOffers = { count: 0, numbers: new Int32Array(64 * PASSING) };
  const ahead: Ahead = { entries: new Int32Array(64), seen: 0 };
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
    if (ride < FAR) readDestinations(destinations.columns, labels.out, b, ride, ride, fromPickups[0] as Onward, ahead);
  };

  /** The same for several of each, the best drop-off of each pick-up and place: one reading for each drop-off. */
  const reachByPairs = (pickups: readonly number[], dropoffs: readonly number[]): void => {
    while (fromPickups.length < pickups.length) fromPickups.push(emptyOnward(fromDropoff.ticks.length));
    for (const b of dropoffs) {
      const rides = pickups.map((a) => ticksBetween(labels, a, b));
      const shortest = Math.min(...rides);
      if (shortest >= FAR) continue;
      readDestinations(destinations.columns, labels.out, b, shortest, 0, fromDropoff, ahead);
      for (const [index, ride] of rides.entries())
        if (ride < FAR) keepShorter(fromPickups[index] as Onward, fromDropoff, ride);
      forget(fromDropoff);
    }
  };

  return {
    know(offer, place) {
      found.offers = widenColumn(found.offers, offer, 0);
      reserveRow(rows, offer);
      rows.data[offer * ROW + SLACK] = NOT_FOUND;
      for (const onward of [fromDropoff, ...fromPickups]) {
        onward.ticks = widenColumn(onward.ticks, place, FAR);
        onward.reached = widenColumn(onward.reached, place, 0);
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
        readOrigins(origins.columns, labels.into, pickup, onward, passing, ahead);
        keepBest(passing, found, rows.data, ahead);
        forget(onward);
      }
      return found;
    },
  };
};
