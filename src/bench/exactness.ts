import { createRandom, type Random } from '#src/demo/random.ts';
import { createHubIndex } from '#src/matching/hub-index.ts';
import { createTwoDijkstras, type FittingOffer, type OfferColumns } from '#src/matching/two-dijkstras.ts';
import { dijkstra, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { ticksBetween, weightBetween } from '#src/roads/label-distance.ts';
import type { RoadMap } from '#src/roads/road-map.ts';
import { findRoute } from '#src/roads/route.ts';
import { metresOf, ticksOf, TICKS_PER_MINUTE, UNREACHABLE } from '#src/roads/weight.ts';

// What any road network is held to, the same in the tests and in the figures: whole numbers, equal or wrong.

export type Roads = Omit<RoadMap, 'about'>;

export interface Checked {
  readonly compared: number;
  readonly unreachable: number;
  readonly wrong: number;
}

/** Destinations looked at from each origin: one Dijkstra serves them all. */
const PAIRS_AN_ORIGIN = 200;
/** A route is unpacked for one pair in so many. */
const ROUTE_EVERY = 10;

/** Travel between so many pairs of nodes by the labels and by the hierarchy, against Dijkstra. */
export const checkTravels = ({ graph, hierarchy, labels }: Roads, pairs: number, seed: number): Checked => {
  const random = createRandom(seed);
  const node = (): number => random.whole(0, graph.nodeCount - 1);
  const scratch = dijkstraScratch(graph.nodeCount);
  const checked = { compared: 0, unreachable: 0, wrong: 0 };
  while (checked.compared < pairs) {
    const from = node();
    const weights = dijkstra(graph, from, scratch);
    for (let count = 0; count < PAIRS_AN_ORIGIN; count += 1) {
      const to = node();
      const weight = weights[to] as number;
      labels.ensure([from, to]);
      if (weightBetween(labels, from, to) !== weight) checked.wrong += 1;
      if (count % ROUTE_EVERY === 0) {
        const route = findRoute({ graph, hierarchy }, from, to);
        if (
          weight === UNREACHABLE
            ? route !== null
            : route?.ticks !== ticksOf(weight) || route.metres !== metresOf(weight)
        )
          checked.wrong += 1;
      }
      checked.compared += 1;
      if (weight === UNREACHABLE) checked.unreachable += 1;
    }
  }
  return checked;
};

export interface CheckedMatching {
  readonly requests: number;
  readonly answers: number;
  readonly mismatches: number;
}

/** Complete answers of the index of so many offers, with their slacks, against two Dijkstras and a scan. */
export const checkMatching = (
  { graph, labels }: Roads,
  count: number,
  requests: number,
  seed: number,
): CheckedMatching => {
  const random = createRandom(seed);
  const offers = inventOffers({ graph, labels }, count, random);
  const index = createHubIndex(labels);
  for (let offer = 0; offer < count; offer += 1)
    index.insert(offer, offers.from[offer] as number, offers.to[offer] as number, offers.limits[offer] as number);
  const oracle = createTwoDijkstras(graph);
  const checked = { requests, answers: 0, mismatches: 0 };
  for (let request = 0; request < requests; request += 1) {
    // Half of the requests follow a trip: drawn at random, most would have no answer.
    const followed = random.whole(0, count - 1);
    const along = random.chance(0.5);
    const pickup = along ? (offers.from[followed] as number) : random.whole(0, graph.nodeCount - 1);
    const dropoff = along ? (offers.to[followed] as number) : random.whole(0, graph.nodeCount - 1);
    const { count: found, offers: numbers } = index.search([pickup], [dropoff]);
    const ours = Array.from(numbers.subarray(0, found), (offer) => ({ offer, slack: index.slackOf(offer) }));
    const expected = oracle.search(offers, pickup, dropoff);
    checked.answers += expected.length;
    if (!sameOffers(ours, expected)) checked.mismatches += 1;
  }
  return checked;
};

/** Trips between any two nodes that reach each other, with detours from none to three quarters of an hour. */
const inventOffers = (
  { graph, labels }: Pick<Roads, 'graph' | 'labels'>,
  count: number,
  random: Random,
): OfferColumns => {
  const offers = { from: new Int32Array(count), to: new Int32Array(count), limits: new Int32Array(count) };
  for (let offer = 0; offer < count; offer += 1) {
    const [from, to] = [random.whole(0, graph.nodeCount - 1), random.whole(0, graph.nodeCount - 1)];
    labels.ensure([from, to]);
    offers.from[offer] = from;
    offers.to[offer] = to;
    offers.limits[offer] = ticksBetween(labels, from, to) + random.whole(0, 45 * TICKS_PER_MINUTE);
  }
  return offers;
};

const sameOffers = (ours: readonly FittingOffer[], expected: readonly FittingOffer[]): boolean => {
  const sorted = ours.toSorted((a, b) => a.offer - b.offer);
  return (
    sorted.length === expected.length &&
    expected.every(({ offer, slack }, at) => sorted[at]?.offer === offer && sorted[at].slack === slack)
  );
};
