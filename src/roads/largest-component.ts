import type { RoadGraph } from '#src/roads/road-graph.ts';

/**
 * The largest set of nodes from each of which all others can be reached (Tarjan 1972), in ascending order. Elsewhere are
 * islands, and roads one can leave but not come back to: nobody is to be fetched there.
 */
export const largestComponent = ({ nodeCount, firstArc, heads }: RoadGraph): Int32Array => {
  const found = new Int32Array(nodeCount).fill(-1);
  const lowest = new Int32Array(nodeCount);
  const nextArc = firstArc.slice(0, nodeCount);
  /** Nodes found whose component is not closed yet. */
  const open = new Int32Array(nodeCount);
  const component = new Int32Array(nodeCount).fill(-1);
  // A path as long as the graph is deep does not fit the call stack: it is kept here.
  const path = new Int32Array(nodeCount);
  let components = 0;
  let largest = { component: -1, size: 0 };
  let opened = 0;
  let discovered = 0;
  for (let root = 0; root < nodeCount; root += 1) {
    if (found[root] !== -1) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = path[depth] as number;
      if (found[node] === -1) {
        found[node] = discovered;
        lowest[node] = discovered;
        discovered += 1;
        open[opened] = node;
        opened += 1;
      }
      const arc = nextArc[node] as number;
      if (arc < (firstArc[node + 1] as number)) {
        nextArc[node] = arc + 1;
        const head = heads[arc] as number;
        if (found[head] === -1) {
          depth += 1;
          path[depth] = head;
        } else if (component[head] === -1) lower(lowest, node, found[head] as number);
        continue;
      }
      if (lowest[node] === found[node]) {
        const before = opened;
        do {
          opened -= 1;
          component[open[opened] as number] = components;
        } while (open[opened] !== node);
        if (before - opened > largest.size) largest = { component: components, size: before - opened };
        components += 1;
      }
      depth -= 1;
      if (depth >= 0) lower(lowest, path[depth] as number, lowest[node] as number);
    }
  }
  const nodes = new Int32Array(largest.size);
  let count = 0;
  for (let node = 0; node < nodeCount; node += 1)
    if (component[node] === largest.component) {
      nodes[count] = node;
      count += 1;
    }
  return nodes;
};

const lower = (lowest: Int32Array, node: number, to: number): void => {
  if (to < (lowest[node] as number)) lowest[node] = to;
};
