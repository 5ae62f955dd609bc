/**
 * Hub labels (Abraham, Delling, Goldberg, Werneck 2011): each node keeps a few hubs with the exact travel to them, and a
 * few with the exact travel from them; for any two nodes, some fastest way passes through a hub that both keep.
 */
export interface HubLabels {
  /** Travel from each node to its hubs. */
  readonly out: LabelSide;
  /** Travel from its hubs to each node. */
  readonly into: LabelSide;
  /** Makes the labels of these nodes, and of every hub they keep, where they are missing. */
  ensure(nodes: readonly number[]): void;
}

/**
 * One direction of the labels, in flat columns that grow: read the properties anew after each `ensure`. The entries of
 * node `n` are from `first[n]` to `last[n] - 1`, hubs in descending order; `first[n]` is -1 as long as they are not made.
 */
export interface LabelSide {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly hubs: Int32Array;
  readonly ticks: Int32Array;
  readonly metres: Int32Array;
}
