/**
 * A contraction hierarchy (Geisberger, Sanders, Schultes, Delling 2008). Nodes are numbered by rank: a higher number was
 * contracted later, and every arc of the hierarchy joins a node to a higher one. For any two nodes, some fastest way
 * goes up from the first to one node, then down to the second.
 */
export interface Hierarchy {
  readonly nodeCount: number;
  /** Arcs from each node up to higher nodes. */
  readonly up: HierarchyArcs;
  /** Arcs from higher nodes down to each node, kept at that lower node: `ends` are where they come from. */
  readonly down: HierarchyArcs;
}

/** Arcs kept at the lower of their two nodes: those of node `n` are from `first[n]` to `first[n + 1] - 1`. */
export interface HierarchyArcs {
  readonly first: Int32Array;
  /** The higher node. */
  readonly ends: Int32Array;
  readonly ticks: Int32Array;
  readonly metres: Int32Array;
  /** The node, lower than both, that a shortcut passes through; -1 for a road of the graph. */
  readonly middles: Int32Array;
}
