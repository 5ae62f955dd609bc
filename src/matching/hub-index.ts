import { createBuckets } from '#src/matching/buckets.ts';
import { createHubSearch } from '#src/matching/hub-search.ts';
import { createOfferRows, type OfferRows, ROW, SLACK } from '#src/matching/offer-rows.ts';
import type { FoundOffers } from '#src/matching/read-hubs.ts';
import { ticksBetween, UNREACHABLE_TICKS } from '#src/roads/label-distance.ts';
import type { HubLabels } from '#src/roads/hub-labels.ts';
import type { Ticks } from '#src/roads/weight.ts';

/**
 * Every offer whose road passes near enough by A, then B, among any number of them, without looking at the others.
 *
 * An offer goes from a node s to a node t and may last up to its limit L (its own duration and the detour accepted). It
 * fits when d(s,A) + d(A,B) + d(B,t) <= L. What is left of L is its slack.
 *
 * Kept: for each hub h of the labels of s that lies in the offer's ellipse, d(s,h) + d(h,t) <= L, one entry in the bucket
 * of h: what is left of L at h, L - d(s,h). For each hub h of the labels of t, one entry for the place t (not for each
 * offer): the most that an offer to t, in whose ellipse h lies, may have used when it passes h, L - d(h,t). Buckets are
 * sorted by that key, the largest first.
 *
 * Read (read-hubs.ts): in the buckets of the hubs of B, the start of each list, which gives d(B,t) of the few places t in
 * reach; then, in those of the hubs of A, the start of each list, which gives the offers.
 *
 * Exact, because all weights are whole numbers, and:
 * - nothing is missed: if the offer fits, a fastest way from s to A passes by a hub h that both keep. d(s,h) + d(h,t) is
 *   at most d(s,h) + d(h,A) + d(A,B) + d(B,t) <= L: the entry is there, and its key is at least d(h,A) + d(A,B) + d(B,t):
 *   it is read. The same holds for t;
 * - nothing is invented: every sum read is the length of a real way, so a missing entry could only make it longer.
 */
export interface HubIndex {
  /**
   * Adds an offer, under a whole number that no offer of this index had before.
   * @param limit own duration and detour accepted
   */
  readonly insert: (offer: number, from: number, to: number, limit: Ticks) => void;
  /** It is found no more; its entries stay until the index is made anew. */
  readonly remove: (offer: number) => void;
  /** The offers that fit one of the pick-up nodes with one of the drop-off nodes. The next search writes over the answer. */
  readonly search: (pickups: readonly number[], dropoffs: readonly number[]) => FoundOffers;
  /** What is left of the limit of an offer that the last search found. */
  readonly slackOf: (offer: number) => Ticks;
  /** Gives back the room kept for growth. */
  readonly trim: () => void;
  readonly size: () => HubIndexSize;
}

export interface HubIndexSize {
  readonly entries: number;
  readonly usedBytes: number;
  readonly heldBytes: number;
}

/** A node where offers end. */
interface Destination {
  readonly place: number;
  /** Of each entry of the node's label, the key kept in the hub's bucket; -1 for none. */
  readonly keys: Int32Array;
}

/** @param rows where a search writes what it finds of each offer, by its number */
export const createHubIndex = (labels: HubLabels, rows: OfferRows = createOfferRows()): HubIndex => {
  const nodeCount = labels.out.first.length;
  const origins = createBuckets(nodeCount);
  const destinations = createBuckets(nodeCount);
  const destinationAt = new Map<number, Destination>();
  const searching = createHubSearch({ labels, origins, destinations, rows });

  const destinationOf = (node: number): Destination => {
    const known = destinationAt.get(node);
    if (known !== undefined) return known;
    const { first, last } = labels.into;
    const length = (last[node] as number) - (first[node] as number);
    const destination = { place: destinationAt.size, keys: new Int32Array(length).fill(-1) };
    destinationAt.set(node, destination);
    return destination;
  };

  const insertOrigin = (offer: number, place: number, from: number, to: number, limit: Ticks): void => {
    const { first, last, hubs, ticks } = labels.out;
    const end = last[from] as number;
    for (let at = first[from] as number; at < end; at += 1) {
      const hub = hubs[at] as number;
      const left = limit - (ticks[at] as number);
      if (left >= 0 && ticksBetween(labels, hub, to) <= left) origins.insert(hub, left, offer, place);
    }
  };

  const insertDestination = ({ place, keys }: Destination, from: number, to: number, limit: Ticks): void => {
    const { first, last, hubs, ticks } = labels.into;
    const start = first[to] as number;
    const end = last[to] as number;
    for (let at = start; at < end; at += 1) {
      const hub = hubs[at] as number;
      const onward = ticks[at] as number;
      const left = limit - onward;
      const before = keys[at - start] as number;
      if (left <= before || ticksBetween(labels, from, hub) > left) continue;
      if (before >= 0) destinations.remove(hub, before, place);
      destinations.insert(hub, left, place, onward);
      keys[at - start] = left;
    }
  };

  return {
    insert(offer, from, to, limit) {
      labels.ensure([from, to]);
      const destination = destinationOf(to);
      searching.know(offer, destination.place);
      if (limit >= UNREACHABLE_TICKS) return;
      insertOrigin(offer, destination.place, from, to, limit);
      insertDestination(destination, from, to, limit);
    },
    remove: searching.forget,
    search(pickups, dropoffs) {
      labels.ensure(pickups);
      labels.ensure(dropoffs);
      return searching.search(pickups, dropoffs);
    },
    slackOf: (offer) => rows.data[offer * ROW + SLACK] as number,
    trim() {
      origins.trim();
      destinations.trim();
    },
    size: () => {
      const parts = [origins.size(), destinations.size()];
      const sum = (of: keyof HubIndexSize): number => parts.reduce((total, part) => total + part[of], 0);
      return { entries: sum('entries'), usedBytes: sum('usedBytes'), heldBytes: sum('heldBytes') };
    },
  };
};
