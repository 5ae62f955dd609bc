import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { greatCircleMetres } from '#src/places/distance.ts';
import { createNearestNode } from '#src/roads/nearest-node.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';

const graphOf = (points: readonly (readonly [longitude: number, latitude: number])[]): RoadGraph => ({
  nodeCount: points.length,
  longitudes: Int32Array.from(points, ([longitude]) => longitude),
  latitudes: Int32Array.from(points, ([, latitude]) => latitude),
  firstArc: new Int32Array(points.length + 1),
  heads: new Int32Array(0),
  ticks: new Int32Array(0),
  metres: new Int32Array(0),
  shapes: new Int32Array(0),
  geometry: { first: new Int32Array(1), longitudes: new Int32Array(0), latitudes: new Int32Array(0) },
});

const position = fc.tuple(
  fc.integer({ min: 5_000_000, max: 30_000_000 }),
  fc.integer({ min: 430_000_000, max: 455_000_000 }),
);

test('as near as any node, as a scan of all of them says', () => {
  fc.assert(
    fc.property(fc.array(position, { minLength: 1, maxLength: 200, size: 'max' }), position, (nodes, [x, y]) => {
      const asked = { longitude: x * 1e-7, latitude: y * 1e-7 };
      const { node, metres } = createNearestNode(graphOf(nodes))(asked);
      const distances = nodes.map(([longitude, latitude]) =>
        greatCircleMetres(asked, { longitude: longitude * 1e-7, latitude: latitude * 1e-7 }),
      );
      assert.equal(metres, distances[node]);
      // A hair of a millimetre: two nodes at the same place, or the order of a product.
      assert.ok(metres <= Math.min(...distances) + 1e-3);
    }),
  );
});

test('a graph without nodes is refused at once', () => {
  assert.throws(() => createNearestNode(graphOf([])));
});
