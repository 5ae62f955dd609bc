import type { RoadGraph, Shapes } from '#src/roads/road-graph.ts';

/**
 * The graph of some nodes and of the roads between them, numbered anew. Shapes that no road follows any more are left out.
 * @param kept by new number, the node of the graph: any of them, each once, in any order
 */
export const keepNodes = (graph: RoadGraph, kept: Int32Array): RoadGraph => {
  const number = new Int32Array(graph.nodeCount).fill(-1);
  for (let node = 0; node < kept.length; node += 1) number[kept[node] as number] = node;
  const firstArc = new Int32Array(kept.length + 1);
  const arcs = keptArcs(graph, kept, number, firstArc);
  const column = (values: Int32Array): Int32Array => pick(values, arcs);
  const { shapes, geometry } = keepShapes(column(graph.shapes), graph.geometry);
  const heads = column(graph.heads);
  for (let arc = 0; arc < heads.length; arc += 1) heads[arc] = number[heads[arc] as number] as number;
  return {
    nodeCount: kept.length,
    longitudes: pick(graph.longitudes, kept),
    latitudes: pick(graph.latitudes, kept),
    firstArc,
    heads,
    ticks: column(graph.ticks),
    metres: column(graph.metres),
    shapes,
    geometry,
  };
};

const pick = (values: Int32Array, places: Int32Array): Int32Array => {
  const picked = new Int32Array(places.length);
  for (let at = 0; at < places.length; at += 1) picked[at] = values[places[at] as number] as number;
  return picked;
};

/** The arcs between kept nodes, in their new order. Writes where those of each node begin. */
const keptArcs = (
  { firstArc: first, heads }: RoadGraph,
  kept: Int32Array,
  number: Int32Array,
  firstArc: Int32Array,
): Int32Array => {
  const arcs = new Int32Array(heads.length);
  let count = 0;
  for (let node = 0; node < kept.length; node += 1) {
    const before = kept[node] as number;
    for (let arc = first[before] as number; arc < (first[before + 1] as number); arc += 1) {
      if (number[heads[arc] as number] === -1) continue;
      arcs[count] = arc;
      count += 1;
    }
    firstArc[node + 1] = count;
  }
  return arcs.slice(0, count);
};

/** Shape of an arc without regard to its direction. */
const shapeOf = (signed: number): number => (signed < 0 ? -1 - signed : signed);

const keepShapes = (
  shapes: Int32Array,
  { first, longitudes, latitudes }: Shapes,
): { readonly shapes: Int32Array; readonly geometry: Shapes } => {
  const number = new Int32Array(Math.max(0, first.length - 1)).fill(-1);
  const kept: number[] = [];
  let points = 0;
  const renumbered = shapes.map((signed) => {
    const shape = shapeOf(signed);
    if (number[shape] === -1) {
      number[shape] = kept.length;
      kept.push(shape);
      points += (first[shape + 1] as number) - (first[shape] as number);
    }
    const now = number[shape] as number;
    return signed < 0 ? -1 - now : now;
  });
  const geometry = {
    first: new Int32Array(kept.length + 1),
    longitudes: new Int32Array(points),
    latitudes: new Int32Array(points),
  };
  let at = 0;
  for (const [now, shape] of kept.entries()) {
    const [from, to] = [first[shape] as number, first[shape + 1] as number];
    geometry.longitudes.set(longitudes.subarray(from, to), at);
    geometry.latitudes.set(latitudes.subarray(from, to), at);
    at += to - from;
    geometry.first[now + 1] = at;
  }
  return { shapes: renumbered, geometry };
};
