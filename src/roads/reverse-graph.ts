import type { RoadGraph } from '#src/roads/road-graph.ts';

/** The same roads driven the other way: an arc from u to v becomes one from v to u, with the same length and time. */
export const reverseGraph = (graph: RoadGraph): RoadGraph => {
  const { nodeCount, firstArc, heads } = graph;
  const first = new Int32Array(nodeCount + 1);
  for (const head of heads) first[head + 1] = (first[head + 1] as number) + 1;
  for (let node = 0; node < nodeCount; node += 1)
    first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  const next = first.slice();
  const reversed = {
    heads: new Int32Array(heads.length),
    ticks: new Int32Array(heads.length),
    metres: new Int32Array(heads.length),
    shapes: new Int32Array(heads.length),
  };
  for (let tail = 0; tail < nodeCount; tail += 1) {
    for (let arc = firstArc[tail] as number; arc < (firstArc[tail + 1] as number); arc += 1) {
      const head = heads[arc] as number;
      const to = next[head] as number;
      next[head] = to + 1;
      reversed.heads[to] = tail;
      reversed.ticks[to] = graph.ticks[arc] as number;
      reversed.metres[to] = graph.metres[arc] as number;
      reversed.shapes[to] = -1 - (graph.shapes[arc] as number);
    }
  }
  return { ...graph, ...reversed, firstArc: first };
};
