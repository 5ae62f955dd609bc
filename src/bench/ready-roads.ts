import { contract } from '#src/roads/contract.ts';
import { createHubLabels } from '#src/roads/create-hub-labels.ts';
import type { HubLabels } from '#src/roads/hub-labels.ts';
import { keepNodes } from '#src/roads/keep-nodes.ts';
import { largestComponent } from '#src/roads/largest-component.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';

/** Roads made ready step by step, each one timed, with the graph as it was: the reference drives that one. */
export interface ReadyRoads {
  /** Its largest component, nodes in the order given: neighbours in space are neighbours in memory. */
  readonly graph: RoadGraph;
  readonly labels: HubLabels;
  /** By node of the raw graph, its node in `graph`, and its number in the labels; -1 for those left out. */
  readonly nodeOf: Int32Array;
  readonly rankOf: Int32Array;
  readonly seconds: { readonly hierarchy: number; readonly labels: number };
}

/** @param labelled nodes of the raw graph whose labels are made; all when not given */
export const makeReady = (raw: RoadGraph, labelled?: readonly number[]): ReadyRoads => {
  const start = performance.now();
  const kept = largestComponent(raw);
  const graph = keepNodes(raw, kept);
  const { hierarchy, order } = contract(graph);
  const contracted = performance.now();
  const nodeOf = new Int32Array(raw.nodeCount).fill(-1);
  for (let node = 0; node < kept.length; node += 1) nodeOf[kept[node] as number] = node;
  const rank = new Int32Array(order.length);
  for (let number = 0; number < order.length; number += 1) rank[order[number] as number] = number;
  const rankOf = nodeOf.map((node) => (node === -1 ? -1 : (rank[node] as number)));
  const beginning = performance.now();
  const labels = createHubLabels(hierarchy);
  labels.ensure(
    labelled === undefined
      ? [...order.keys()]
      : labelled.map((node) => rankOf[node] as number).filter((number) => number !== -1),
  );
  labels.trim();
  const end = performance.now();
  return {
    graph,
    labels,
    nodeOf,
    rankOf,
    seconds: { hierarchy: (contracted - start) / 1000, labels: (end - beginning) / 1000 },
  };
};
