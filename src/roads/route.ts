import type { Point } from '#src/places/place.ts';
import { type Climb, type Climbed, climbFrom } from '#src/roads/climb.ts';
import type { Hierarchy, HierarchyArcs } from '#src/roads/hierarchy.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import type { RoadMap } from '#src/roads/road-map.ts';
import { metresOf, type Ticks, ticksOf, UNREACHABLE, type Weight, weightOf } from '#src/roads/weight.ts';
import type { Metres } from '#src/time/units.ts';

/** The fastest way between two nodes, the shortest of equally fast ones. */
export interface Route {
  readonly ticks: Ticks;
  readonly metres: Metres;
  /** The line it follows, both ends included. */
  readonly points: readonly Point[];
}

/** @returns null when there is no way */
export const findRoute = (map: Pick<RoadMap, 'graph' | 'hierarchy'>, from: number, to: number): Route | null => {
  const { graph, hierarchy } = map;
  const upwards = climbFrom(from, hierarchy.up);
  const backwards = climbFrom(to, hierarchy.down);
  const top = meeting(upwards, backwards);
  if (top === null) return null;
  const nodes = [from];
  for (const [tail, head, middle] of stepsTo(top.node, upwards).toReversed())
    unpack(hierarchy, tail, head, middle, nodes);
  for (const [head, tail, middle] of stepsTo(top.node, backwards)) unpack(hierarchy, tail, head, middle, nodes);
  return { ticks: ticksOf(top.weight), metres: metresOf(top.weight), points: lineThrough(graph, nodes) };
};

const meeting = (upwards: Climb, backwards: Climb): { readonly node: number; readonly weight: Weight } | null => {
  let best = { node: -1, weight: UNREACHABLE };
  for (const [node, { weight }] of upwards) {
    const there = weight + (backwards.get(node)?.weight ?? UNREACHABLE);
    if (there < best.weight) best = { node, weight: there };
  }
  return best.weight === UNREACHABLE ? null : best;
};

/** The arcs of a climb to a node, from the last to the first: the lower node, the higher one, the middle. */
const stepsTo = (top: number, climb: Climb): (readonly [number, number, number])[] => {
  const steps: (readonly [number, number, number])[] = [];
  for (let node = top; ;) {
    const { before, middle } = climb.get(node) as Climbed;
    if (before === node) return steps;
    steps.push([before, node, middle]);
    node = before;
  }
};

/** Writes the nodes of the graph that an arc passes, its tail left out. */
const unpack = (hierarchy: Hierarchy, tail: number, head: number, middle: number, nodes: number[]): void => {
  // Shortcuts are nested as deep as the hierarchy is high: a list, not the call stack.
  const left: (readonly [number, number, number])[] = [[tail, head, middle]];
  for (let arc = left.pop(); arc !== undefined; arc = left.pop()) {
    const [from, to, through] = arc;
    if (through === -1) {
      nodes.push(to);
      continue;
    }
    left.push([through, to, middleOf(hierarchy.up, through, to)]);
    left.push([from, through, middleOf(hierarchy.down, through, from)]);
  }
};

const middleOf = ({ first, ends, middles }: HierarchyArcs, lower: number, higher: number): number => {
  for (let arc = first[lower] as number; arc < (first[lower + 1] as number); arc += 1)
    if (ends[arc] === higher) return middles[arc] as number;
  throw new Error('a shortcut of the hierarchy stands for arcs that it does not have');
};

const lineThrough = (graph: RoadGraph, nodes: readonly number[]): readonly Point[] => {
  const { longitudes, latitudes } = graph;
  const points: Point[] = [];
  let before = -1;
  for (const node of nodes) {
    if (before !== -1) followRoad(graph, lightestArc(graph, before, node), points);
    points.push(pointAt(longitudes[node] as number, latitudes[node] as number));
    before = node;
  }
  return points;
};

const lightestArc = ({ firstArc, heads, ticks, metres }: RoadGraph, tail: number, head: number): number => {
  let best = { arc: -1, weight: UNREACHABLE };
  for (let arc = firstArc[tail] as number; arc < (firstArc[tail + 1] as number); arc += 1) {
    if (heads[arc] !== head) continue;
    const weight = weightOf(ticks[arc] as number, metres[arc] as number);
    if (weight < best.weight) best = { arc, weight };
  }
  return best.arc;
};

/** Writes the points between the two ends of a road, in the direction it is driven. */
const followRoad = ({ shapes, geometry }: RoadGraph, arc: number, points: Point[]): void => {
  const signed = shapes[arc] as number;
  const shape = signed < 0 ? -1 - signed : signed;
  const { first, longitudes, latitudes } = geometry;
  const [from, to] = [first[shape] as number, first[shape + 1] as number];
  for (let step = 0; step < to - from; step += 1) {
    const at = signed < 0 ? to - 1 - step : from + step;
    points.push(pointAt(longitudes[at] as number, latitudes[at] as number));
  }
};

const DEGREES = 1e-7;

const pointAt = (longitude: number, latitude: number): Point => ({
  longitude: longitude * DEGREES,
  latitude: latitude * DEGREES,
});
