/**
 * The drivable network as flat columns: nodes are whole numbers from 0, the arcs that leave node `n` are those from
 * `firstArc[n]` to `firstArc[n + 1] - 1`. One-way roads have one arc, others two. No arc from a node to itself; of arcs
 * that join the same two nodes the same way, any number.
 */
export interface RoadGraph {
  readonly nodeCount: number;
  /** Of each node, in 1e-7 degrees (as OpenStreetMap has them). */
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  /** `nodeCount + 1` numbers. */
  readonly firstArc: Int32Array;
  /** The node each arc leads to. */
  readonly heads: Int32Array;
  /** Time of each arc in tenths of a second, at least 1. */
  readonly ticks: Int32Array;
  readonly metres: Int32Array;
  /**
   * Of each arc, the shape it follows: `shape` in the shape's own direction, `-1 - shape` against it. Both directions of
   * a road share one shape.
   */
  readonly shapes: Int32Array;
  readonly geometry: Shapes;
}

/** Points between the two ends of a road, ends left out: those of shape `s` are from `first[s]` to `first[s + 1] - 1`. */
export interface Shapes {
  readonly first: Int32Array;
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
}
