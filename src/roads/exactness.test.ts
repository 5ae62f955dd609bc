import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contract } from '#src/roads/contract.ts';
import { createHubLabels } from '#src/roads/create-hub-labels.ts';
import { dijkstra, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { keepNodes } from '#src/roads/keep-nodes.ts';
import { ticksBetween, UNREACHABLE_TICKS, weightBetween } from '#src/roads/label-distance.ts';
import { reverseGraph } from '#src/roads/reverse-graph.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { findRoute } from '#src/roads/route.ts';
import { metresOf, ticksOf, UNREACHABLE } from '#src/roads/weight.ts';
import { runs } from '#test/helpers/runs.ts';
import { gridNetwork, planarNetwork } from '#test/fixtures/road-networks.ts';

// Every travel to every node from many nodes, in graphs that are not connected: what cannot be reached is looked at too.
const NETWORKS: readonly (readonly [string, RoadGraph])[] = [
  [
    'a small grid with islands, one-way streets, parallel roads and ties',
    gridNetwork({ columns: 9, rows: 7, seed: 1 }),
  ],
  ['a grid', gridNetwork({ columns: 30, rows: 30, seed: 2 })],
  ['roads of three classes', planarNetwork({ nodes: 1500, seed: 3 })],
];

for (const [name, made] of NETWORKS)
  describe(name, () => {
    const { hierarchy, order } = contract(made);
    const graph = keepNodes(made, order);
    const labels = createHubLabels(hierarchy);
    const origins = Array.from({ length: runs(10) }, (_, index) => (index * 7919) % graph.nodeCount);

    test('labels, routes and Dijkstra agree, unreachable nodes included', () => {
      const scratch = dijkstraScratch(graph.nodeCount);
      let unreachable = 0;
      for (const from of origins) {
        const weights = dijkstra(graph, from, scratch);
        labels.ensure(Array.from({ length: graph.nodeCount }, (_, node) => node));
        for (let to = 0; to < graph.nodeCount; to += 1) {
          const weight = weights[to] as number;
          if (weight === UNREACHABLE) unreachable += 1;
          assert.equal(weightBetween(labels, from, to), weight);
          assert.equal(ticksBetween(labels, from, to), weight === UNREACHABLE ? UNREACHABLE_TICKS : ticksOf(weight));
          if ((to + from) % 37 !== 0) continue;
          const route = findRoute({ graph, hierarchy }, from, to);
          const expected = weight === UNREACHABLE ? null : [ticksOf(weight), metresOf(weight)];
          assert.deepEqual(route && [route.ticks, route.metres], expected);
        }
      }
      assert.ok(unreachable > 0, 'the network has nodes that cannot be reached');
    });

    test('a label is the same, made alone or with the others', () => {
      const alone = createHubLabels(hierarchy);
      const [from = 0, to = 0] = [origins[1], origins[2]];
      alone.ensure([from, to]);
      assert.equal(weightBetween(alone, from, to), weightBetween(labels, from, to));
      assert.ok(alone.out.first.filter((first) => first !== -1).length < graph.nodeCount / 2);
    });

    test('the roads driven backwards take as long', () => {
      const [from = 0] = origins.slice(-1);
      const forwards = dijkstra(graph, from);
      const to = forwards.findLastIndex((weight) => weight !== UNREACHABLE);
      assert.equal(dijkstra(reverseGraph(graph), to)[from], forwards[to]);
    });

    test('a graph numbered anew is the same graph', () => {
      const [number = 0] = origins.slice(-1);
      const before = dijkstra(made, order[number] as number);
      const now = dijkstra(graph, number);
      for (let node = 0; node < graph.nodeCount; node += 1) assert.equal(now[node], before[order[node] as number]);
    });
  });
