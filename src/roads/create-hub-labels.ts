import { GrowingLabels } from '#src/roads/growing-labels.ts';
import type { Hierarchy, HierarchyArcs } from '#src/roads/hierarchy.ts';
import type { HubLabels, LabelSide } from '#src/roads/hub-labels.ts';
import { metresOf, ticksOf, weightOf } from '#src/roads/weight.ts';

/**
 * Labels over a hierarchy, made when first asked for and kept (Abraham, Delling, Goldberg, Werneck 2012, "Hierarchical
 * hub labelings"). They are the smallest that keep the numbers of the hierarchy: a node keeps a hub when that hub is the
 * highest node of all fastest ways between the two.
 *
 * @param made labels made before of the same hierarchy, as read from a file
 */
export const createHubLabels = (
  hierarchy: Hierarchy,
  made?: { readonly out: LabelSide; readonly into: LabelSide },
): HubLabels & {
  /** Gives back the room that no label uses. */
  trim(): void;
} => {
  const { nodeCount, up, down } = hierarchy;
  const out = made === undefined ? GrowingLabels.empty(nodeCount) : new GrowingLabels(made.out);
  const into = made === undefined ? GrowingLabels.empty(nodeCount) : new GrowingLabels(made.into);
  let gathering: Gathering | null = null;

  return {
    out,
    into,
    ensure(nodes) {
      if (nodes.every((node) => out.has(node))) return;
      const missing = missingAbove(hierarchy, out, nodes);
      gathering ??= { weights: new Float64Array(nodeCount).fill(Infinity), hubs: [] };
      // From the highest down: a label is made from those of higher nodes only.
      for (const node of missing.toSorted().toReversed()) {
        makeLabel(node, up, out, into, gathering);
        makeLabel(node, down, into, out, gathering);
      }
    },
    trim() {
      out.trim();
      into.trim();
    },
  };
};

/** Where the candidates of one label are brought together; empty between two labels. */
interface Gathering {
  /** By hub, the lightest way found to it; Infinity when none. */
  readonly weights: Float64Array;
  readonly hubs: number[];
}

/** The nodes without label among those given and all that can be reached from them by going up, either way. */
const missingAbove = ({ up, down }: Hierarchy, made: GrowingLabels, nodes: readonly number[]): Int32Array => {
  const seen = new Set<number>();
  for (const node of nodes) if (!made.has(node)) seen.add(node);
  // A set gives what is added to it while it is gone through.
  for (const node of seen)
    for (const { first, ends } of [up, down])
      for (let arc = first[node] as number; arc < (first[node + 1] as number); arc += 1) {
        const end = ends[arc] as number;
        if (!made.has(end)) seen.add(end);
      }
  return Int32Array.from(seen);
};

/**
 * Makes one side of a node's label: itself, and the hubs of its higher neighbours that no still higher hub covers.
 * @param mine the side that is made, towards which `arcs` go up
 * @param theirs the other side, complete for all higher nodes
 */
const makeLabel = (
  node: number,
  arcs: HierarchyArcs,
  mine: GrowingLabels,
  theirs: GrowingLabels,
  gathering: Gathering,
): void => {
  gather(node, arcs, mine, gathering);
  const { weights, hubs } = gathering;
  hubs.sort((a, b) => b - a);
  mine.begin(node);
  for (const hub of hubs) {
    const weight = weights[hub] as number;
    if (!isCovered(hub, weight, weights, theirs)) mine.add(node, hub, ticksOf(weight), metresOf(weight));
  }
  mine.add(node, node, 0, 0);
  for (const hub of hubs) weights[hub] = Infinity;
  hubs.length = 0;
};

const gather = (
  node: number,
  { first, ends, ticks, metres }: HierarchyArcs,
  mine: GrowingLabels,
  { weights, hubs }: Gathering,
): void => {
  const end = first[node + 1] as number;
  for (let arc = first[node] as number; arc < end; arc += 1) {
    const neighbour = ends[arc] as number;
    const toNeighbour = weightOf(ticks[arc] as number, metres[arc] as number);
    const last = mine.last[neighbour] as number;
    for (let at = mine.first[neighbour] as number; at < last; at += 1) {
      const hub = mine.hubs[at] as number;
      const weight = toNeighbour + weightOf(mine.ticks[at] as number, mine.metres[at] as number);
      const before = weights[hub] as number;
      if (before === Infinity) hubs.push(hub);
      if (weight < before) weights[hub] = weight;
    }
  }
};

/** Whether some higher hub gives a way to this one that is as light: it is then of no use, or its weight is not exact. */
const isCovered = (hub: number, weight: number, weights: Float64Array, theirs: GrowingLabels): boolean => {
  // The last entry of a label is the node itself.
  const last = (theirs.last[hub] as number) - 1;
  for (let at = theirs.first[hub] as number; at < last; at += 1) {
    const toHigher = weights[theirs.hubs[at] as number] as number;
    if (toHigher === Infinity) continue;
    if (toHigher + weightOf(theirs.ticks[at] as number, theirs.metres[at] as number) <= weight) return true;
  }
  return false;
};
