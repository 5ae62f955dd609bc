import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMatching, checkTravels, type Roads } from '#src/bench/exactness.ts';
import { contract } from '#src/roads/contract.ts';
import { createHubLabels } from '#src/roads/create-hub-labels.ts';
import { keepNodes } from '#src/roads/keep-nodes.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { graphOfRoads } from '#test/fixtures/graph-of-roads.ts';
import { STRANGE_NETWORKS } from '#test/fixtures/strange-networks.ts';
import { gridNetwork, planarNetwork } from '#test/fixtures/road-networks.ts';
import { runs } from '#test/helpers/runs.ts';

/** The whole graph, islands included: what cannot be reached is part of the question. */
const roadsOf = (made: RoadGraph): Roads => {
  const { hierarchy, order } = contract(made);
  return { graph: keepNodes(made, order), hierarchy, labels: createHubLabels(hierarchy) };
};

const NETWORKS = [
  ['a grid', gridNetwork({ columns: 40, rows: 35, seed: 11 })],
  ['roads of three classes', planarNetwork({ nodes: 2500, seed: 12 })],
] as const;

for (const [name, graph] of NETWORKS) {
  const roads = roadsOf(graph);
  test(`${name}: travels by labels and hierarchy are those of Dijkstra`, () => {
    const { unreachable, wrong } = checkTravels(roads, runs(2000), 1);
    assert.equal(wrong, 0);
    assert.ok(unreachable > 0);
  });
  for (const count of [10, 300, 3000])
    test(`${name}, ${count} offers: answers are those of two Dijkstras and a scan`, () => {
      const { answers, mismatches } = checkMatching(roads, count, runs(30), count);
      assert.equal(mismatches, 0);
      assert.ok(answers > 0);
    });
}

for (const [name, graph] of STRANGE_NETWORKS)
  test(`${name}: travels, and answers of 200 offers, are those of Dijkstra`, () => {
    const roads = roadsOf(graph);
    assert.equal(checkTravels(roads, runs(1000), 3).wrong, 0);
    assert.equal(checkMatching(roads, 200, runs(30), 4).mismatches, 0);
  });

test('no place at all is a network too', () => {
  const { hierarchy, order } = contract(graphOfRoads([], []));
  assert.equal(order.length, 0);
  const { labels } = roadsOf(graphOfRoads([], []));
  labels.ensure([]);
  assert.equal(hierarchy.nodeCount, 0);
});
