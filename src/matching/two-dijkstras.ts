import { dijkstra, type DijkstraScratch, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { reverseGraph } from '#src/roads/reverse-graph.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { type Ticks, ticksOf, UNREACHABLE } from '#src/roads/weight.ts';

/** Offers by number: the node each starts from, the one it goes to, and how long it may last in all. */
export interface OfferColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly limits: Int32Array;
}

/** An offer that fits and what is left of its limit. */
export interface FittingOffer {
  readonly offer: number;
  readonly slack: Ticks;
}

/**
 * The oracle of matching: travel from every node to A and from B to every node by Dijkstra, then each offer looked at in
 * turn. Slow, without any preparation, and short enough to be believed.
 */
export interface TwoDijkstras {
  /** Every offer that fits, by its number. */
  readonly search: (offers: OfferColumns, pickup: number, dropoff: number) => readonly FittingOffer[];
}

export const createTwoDijkstras = (graph: RoadGraph): TwoDijkstras => {
  const backwards = reverseGraph(graph);
  const toPickup = dijkstraScratch(graph.nodeCount);
  const fromDropoff = dijkstraScratch(graph.nodeCount);
  return {
    search: ({ from, to, limits }, pickup, dropoff) => {
      const between = ticksOrInfinity(travelTo(backwards, dropoff, toPickup)[pickup] as number);
      const before = travelTo(backwards, pickup, toPickup);
      const after = dijkstra(graph, dropoff, fromDropoff);
      const fitting: FittingOffer[] = [];
      for (let offer = 0; offer < limits.length; offer += 1) {
        const total =
          ticksOrInfinity(before[from[offer] as number] as number) +
          between +
          ticksOrInfinity(after[to[offer] as number] as number);
        const slack = (limits[offer] as number) - total;
        if (slack >= 0) fitting.push({ offer, slack });
      }
      return fitting;
    },
  };
};

/** By node, the weight of the fastest way from it: the roads are driven backwards from its end. */
const travelTo = (backwards: RoadGraph, end: number, scratch: DijkstraScratch): Float64Array =>
  dijkstra(backwards, end, scratch);

const ticksOrInfinity = (weight: number): number => (weight === UNREACHABLE ? Infinity : ticksOf(weight));
