import type { Point } from '#src/places/place.ts';
import { ticksBetween, weightBetween } from '#src/roads/label-distance.ts';
import { createNearestNode } from '#src/roads/nearest-node.ts';
import type { RoadMap } from '#src/roads/road-map.ts';
import type { TravelByPlace, TravelMetric } from '#src/roads/travel-metric.ts';
import { metresOf } from '#src/roads/weight.ts';
import type { Metres } from '#src/time/units.ts';

/** Travel by the roads of one map. A point is where the nearest of its nodes is; the way there is not counted. */
export interface RoadMetric extends TravelMetric {
  readonly map: RoadMap;
  /** The node a point is at; null when the map has no road near enough to speak of it. */
  readonly nodeAt: (point: Point) => number | null;
  /** Travel to a point, and from it, by node: nodes that travel was asked of before. */
  readonly travelTo: (point: Point) => TravelByPlace;
  readonly travelFrom: (point: Point) => TravelByPlace;
  readonly metresBetween: (from: number, to: number) => Metres;
}

/** Farther from any road than this, a place is not on the map: a hamlet at the end of a path still is. */
const FARTHEST: Metres = 3000;

export const createRoadMetric = (map: RoadMap): RoadMetric => {
  const nearest = createNearestNode(map.graph);
  // Stops are kept with the trips that use them: their points are asked again at each search.
  const known = new WeakMap<Point, number | null>();
  const nodeAt = (point: Point): number | null => {
    const before = known.get(point);
    if (before !== undefined) return before;
    const { node, metres } = nearest(point);
    const found = metres <= FARTHEST ? node : null;
    known.set(point, found);
    return found;
  };
  const placed = (point: Point): number => {
    const node = nodeAt(point);
    if (node === null) throw new Error('a point off the map has no road time');
    return node;
  };
  const { labels } = map;
  const metresBetween = (from: number, to: number): Metres => metresOf(weightBetween(labels, from, to));
  return {
    map,
    nodeAt,
    travelTo: (point) => {
      const end = placed(point);
      labels.ensure([end]);
      return { ticks: (node) => ticksBetween(labels, node, end), metres: (node) => metresBetween(node, end) };
    },
    travelFrom: (point) => {
      const start = placed(point);
      labels.ensure([start]);
      return { ticks: (node) => ticksBetween(labels, start, node), metres: (node) => metresBetween(start, node) };
    },
    metresBetween,
    estimated: false,
    symmetric: false,
    ticks: (from, to) => {
      const [a, b] = [placed(from), placed(to)];
      labels.ensure([a, b]);
      return ticksBetween(labels, a, b);
    },
    metres: (from, to) => {
      const [a, b] = [placed(from), placed(to)];
      labels.ensure([a, b]);
      return metresBetween(a, b);
    },
  };
};
