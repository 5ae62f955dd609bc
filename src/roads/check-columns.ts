import { allWithin, areStarts, sameLength } from '#src/column-file.ts';
import type { RoadColumns } from '#src/roads/road-columns.ts';

/**
 * Whether columns hold together, so that whatever reads them stays within them: lengths agree, every number is one of a
 * node, an arc or a shape, arcs of the hierarchy go up, hubs are in order. Times are not driven again.
 */
export const checkColumns = (columns: RoadColumns): boolean => {
  const nodes = columns.longitudes.length;
  return nodes > 0 && checkGraph(columns, nodes) && checkHierarchy(columns, nodes) && checkLabels(columns, nodes);
};

const checkGraph = (columns: RoadColumns, nodes: number): boolean => {
  const { latitudes, firstArc, heads, ticks, metres, shapes, shapeFirst, shapeLongitudes, shapeLatitudes } = columns;
  const shapeCount = shapeFirst.length - 1;
  return (
    latitudes.length === nodes &&
    areStarts(firstArc, nodes, heads.length) &&
    sameLength(heads, ticks, metres, shapes) &&
    areStarts(shapeFirst, shapeCount, shapeLongitudes.length) &&
    sameLength(shapeLongitudes, shapeLatitudes) &&
    allWithin(heads, 0, nodes - 1) &&
    allWithin(ticks, 0, MOST) &&
    allWithin(metres, 0, MOST) &&
    allWithin(shapes, -shapeCount, shapeCount - 1)
  );
};

const checkHierarchy = (columns: RoadColumns, nodes: number): boolean => {
  const { upFirst, upEnds, upTicks, upMetres, upMiddles } = columns;
  const { downFirst, downEnds, downTicks, downMetres, downMiddles } = columns;
  return (
    areStarts(upFirst, nodes, upEnds.length) &&
    areStarts(downFirst, nodes, downEnds.length) &&
    sameLength(upEnds, upTicks, upMetres, upMiddles) &&
    sameLength(downEnds, downTicks, downMetres, downMiddles) &&
    goUp(upFirst, upEnds, upMiddles) &&
    goUp(downFirst, downEnds, downMiddles) &&
    allWithin(upTicks, 0, MOST) &&
    allWithin(downTicks, 0, MOST)
  );
};

const checkLabels = (columns: RoadColumns, nodes: number): boolean => {
  const { outFirst, outLast, outHubs, outTicks, outMetres } = columns;
  const { intoFirst, intoLast, intoHubs, intoTicks, intoMetres } = columns;
  return (
    outFirst.length === nodes &&
    sameLength(outFirst, outLast, intoFirst, intoLast) &&
    sameLength(outHubs, outTicks, outMetres) &&
    sameLength(intoHubs, intoTicks, intoMetres) &&
    areLabels(outFirst, outLast, outHubs) &&
    areLabels(intoFirst, intoLast, intoHubs) &&
    allWithin(outTicks, 0, MOST) &&
    allWithin(intoTicks, 0, MOST)
  );
};

const MOST = 2 ** 31 - 1;

/** Whether arcs lead to higher nodes, and shortcuts pass through nodes lower than the one that keeps them. */
const goUp = (first: Int32Array, ends: Int32Array, middles: Int32Array): boolean => {
  const nodes = first.length - 1;
  for (let node = 0; node < nodes; node += 1)
    for (let arc = first[node] as number; arc < (first[node + 1] as number); arc += 1) {
      const [end, middle] = [ends[arc] as number, middles[arc] as number];
      if (end <= node || end >= nodes || middle < -1 || middle >= node) return false;
    }
  return true;
};

/** Whether each label made is within the column, its hubs in descending order down to the node itself. */
const areLabels = (first: Int32Array, last: Int32Array, hubs: Int32Array): boolean => {
  const nodes = first.length;
  for (let node = 0; node < nodes; node += 1) {
    const [from, to] = [first[node] as number, last[node] as number];
    if (from === -1 && to === -1) continue;
    if (from < 0 || to <= from || to > hubs.length || hubs[to - 1] !== node || (hubs[from] as number) >= nodes)
      return false;
    for (let at = from + 1; at < to; at += 1) if ((hubs[at] as number) >= (hubs[at - 1] as number)) return false;
  }
  return true;
};
