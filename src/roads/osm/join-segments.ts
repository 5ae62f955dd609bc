import { ArcList } from '#src/roads/osm/arc-list.ts';
import type { Segments } from '#src/roads/osm/cut-roads.ts';
import { chooseStops } from '#src/roads/osm/choose-stops.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';

/**
 * Makes a graph of pieces of road: those that follow one another without a crossing, driven the same ways, become one
 * arc, cut again about every 400 m so that every place has a node near. Nothing is lost on the way: their lengths and
 * times are summed and rounded once, their points become the arc's shape, dead ends stay.
 */
export const joinSegments = (segments: Segments): RoadGraph => {
  const links = linkEnds(segments);
  const isNode = findNodes(segments, links);
  const isDone = new Uint8Array(segments.tails.length);
  const arcs = new ArcList(segments);
  const chain: number[] = [];
  const join = (first: number): void => {
    followChain(segments, links, isNode, isDone, first, chain);
    arcs.add(chain, chooseStops(segments, chain));
  };
  for (let end = 0; end < 2 * isDone.length; end += 1)
    if (isDone[end >> 1] === 0 && isNode[startOf(segments, end)] === 1) join(end);
  // What is left are rings that no other road touches: any point of one is made a node.
  for (let segment = 0; segment < isDone.length; segment += 1)
    if (isDone[segment] === 0) {
      isNode[segments.tails[segment] as number] = 1;
      join(2 * segment);
    }
  return arcs.toGraph();
};

/**
 * An end of a piece of road is a number: twice the piece's, plus 1 for its head. Driving away from end `e`, one arrives
 * at end `e ^ 1`.
 */
export const startOf = ({ tails, heads }: Segments, end: number): number =>
  ((end & 1) === 0 ? tails : heads)[end >> 1] as number;

interface Links {
  /** Of each point, how many ends are there, 3 for more. */
  readonly counts: Uint8Array;
  /** Of each point, all the ends that are there, by exclusive or: where there are two, either gives the other. */
  readonly ends: Int32Array;
}

const linkEnds = (segments: Segments): Links => {
  const counts = new Uint8Array(segments.longitudes.length);
  const ends = new Int32Array(segments.longitudes.length);
  for (let end = 0; end < 2 * segments.tails.length; end += 1) {
    const point = startOf(segments, end);
    counts[point] = Math.min(3, (counts[point] as number) + 1);
    ends[point] = (ends[point] as number) ^ end;
  }
  return { counts, ends };
};

/** Points that stay nodes of the graph: crossings, dead ends, and where a one-way begins. */
const findNodes = (segments: Segments, { counts, ends }: Links): Uint8Array => {
  const isNode = new Uint8Array(counts.length);
  for (let end = 0; end < 2 * segments.tails.length; end += 1) {
    const point = startOf(segments, end);
    if (counts[point] !== 2 || waysThrough(segments, end) !== waysThrough(segments, (ends[point] as number) ^ end ^ 1))
      isNode[point] = 1;
  }
  return isNode;
};

/** In which ways a piece of road is driven, seen by who drives away from this end: 1 onwards, 2 towards it. */
const waysThrough = ({ wayOf, ways }: Segments, end: number): number => {
  const way = wayOf[end >> 1] as number;
  const forward = (ways.forward[way] as number) > 0 ? 1 : 0;
  const backward = (ways.backward[way] as number) > 0 ? 1 : 0;
  return (end & 1) === 0 ? forward | (backward << 1) : backward | (forward << 1);
};

/** Writes in `chain` the ends one drives away from, from this one to the next node. */
const followChain = (
  segments: Segments,
  links: Links,
  isNode: Uint8Array,
  isDone: Uint8Array,
  first: number,
  chain: number[],
): void => {
  chain.length = 0;
  for (let end = first; ;) {
    chain.push(end);
    isDone[end >> 1] = 1;
    const point = startOf(segments, end ^ 1);
    if (isNode[point] === 1) return;
    end = (links.ends[point] as number) ^ end ^ 1;
  }
};
