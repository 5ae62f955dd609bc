import { IndexedHeap } from '#src/roads/indexed-heap.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { UNREACHABLE, type Weight, weightOf } from '#src/roads/weight.ts';

/** What a run writes on: made once, used for any number of runs over graphs of that size. */
export interface DijkstraScratch {
  readonly heap: IndexedHeap;
  readonly weights: Float64Array;
}

export const dijkstraScratch = (nodeCount: number): DijkstraScratch => ({
  heap: new IndexedHeap(nodeCount),
  weights: new Float64Array(nodeCount),
});

/**
 * Travel from one node to every node, by the algorithm everyone can check: the oracle of all that is quicker. For travel
 * from every node to one, give it the reversed graph.
 * @returns by node, the weight of the fastest way, the shortest of equally fast ones; `UNREACHABLE` where there is none.
 * The next run with the same scratch writes over it.
 */
export const dijkstra = (
  graph: RoadGraph,
  from: number,
  scratch: DijkstraScratch = dijkstraScratch(graph.nodeCount),
): Float64Array => {
  const { firstArc, heads, ticks, metres } = graph;
  const { heap, weights } = scratch;
  weights.fill(UNREACHABLE);
  heap.clear();
  weights[from] = 0;
  heap.put(from, 0);
  while (heap.size > 0) {
    const node = heap.pop();
    const here: Weight = weights[node] as number;
    const end = firstArc[node + 1] as number;
    for (let arc = firstArc[node] as number; arc < end; arc += 1) {
      const head = heads[arc] as number;
      const there = here + weightOf(ticks[arc] as number, metres[arc] as number);
      if (there >= (weights[head] as number)) continue;
      weights[head] = there;
      heap.put(head, there);
    }
  }
  return weights;
};
