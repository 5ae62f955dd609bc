import type { HierarchyArcs } from '#src/roads/hierarchy.ts';
import { type Weight, weightOf } from '#src/roads/weight.ts';

/** The lightest ways from one node up the hierarchy, by the node reached. */
export type Climb = ReadonlyMap<number, Climbed>;

export interface Climbed {
  readonly weight: Weight;
  /** The node before on the way; the node itself where the climb begins. */
  readonly before: number;
  /** What the last arc of the way passes through; -1 for a road. */
  readonly middle: number;
}

/** All that can be reached from a node by going up only: a few hundred nodes in a whole country. */
export const climbFrom = (node: number, { first, ends, ticks, metres, middles }: HierarchyArcs): Climb => {
  const reached = new Map<number, Climbed>([[node, { weight: 0, before: node, middle: -1 }]]);
  const above = new Set([node]);
  for (const lower of above)
    for (let arc = first[lower] as number; arc < (first[lower + 1] as number); arc += 1) above.add(ends[arc] as number);
  // Arcs go to higher numbers: once it is its turn, nothing makes a node lighter any more.
  for (const lower of Int32Array.from(above).toSorted()) {
    const here = (reached.get(lower) as Climbed).weight;
    for (let arc = first[lower] as number; arc < (first[lower + 1] as number); arc += 1) {
      const end = ends[arc] as number;
      const weight = here + weightOf(ticks[arc] as number, metres[arc] as number);
      const before = reached.get(end);
      if (before === undefined || weight < before.weight)
        reached.set(end, { weight, before: lower, middle: middles[arc] as number });
    }
  }
  return reached;
};
