import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { greatCircleMetres } from '#src/places/distance.ts';
import { buildRoadMap } from '#src/roads/build-road-map.ts';
import { dijkstra } from '#src/roads/dijkstra.ts';
import { driveThrough } from '#src/roads/drive-through.ts';
import { largestComponent } from '#src/roads/largest-component.ts';
import { decodeRoadMap, encodeRoadMap, isRoadFile } from '#src/roads/road-file.ts';
import { COLUMN_NAMES, columnsOf } from '#src/roads/road-columns.ts';
import { createRoadMetric } from '#src/roads/road-metric.ts';
import { findRoute } from '#src/roads/route.ts';
import { UNREACHABLE } from '#src/roads/weight.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { gridNetwork, planarNetwork } from '#test/fixtures/road-networks.ts';

const ABOUT = { source: 'Réseau d’essai', dataFrom: null, builtAt: '2026-11-01T08:00:00.000Z' };
const grid = gridNetwork({ columns: 12, rows: 10, seed: 5 });
const map = buildRoadMap(grid, ABOUT);
const { graph } = map;

const pointOf = (node: number) => ({
  latitude: (graph.latitudes[node] as number) * 1e-7,
  longitude: (graph.longitudes[node] as number) * 1e-7,
});

describe('a road map', () => {
  test('keeps the largest set of nodes that all reach each other', () => {
    const kept = largestComponent(grid);
    assert.equal(graph.nodeCount, kept.length);
    assert.ok(kept.length < grid.nodeCount, 'the grid has islands');
    const inside = new Set(kept);
    for (const from of [kept[0], kept.at(-1)]) {
      const weights = dijkstra(grid, from as number);
      for (const node of kept) assert.notEqual(weights[node], UNREACHABLE);
      // Whoever is outside cannot be reached, or cannot come back.
      for (let node = 0; node < grid.nodeCount; node += 1)
        if (!inside.has(node) && weights[node] !== UNREACHABLE)
          assert.equal(dijkstra(grid, node)[from as number], UNREACHABLE);
    }
  });

  test('tells how far its making is, step by step', () => {
    const steps: string[] = [];
    let share = 0;
    buildRoadMap(planarNetwork({ nodes: 300, seed: 1 }), ABOUT, (step, done) => {
      if (steps.at(-1) !== step) {
        steps.push(step);
        share = 0;
      }
      assert.ok(done >= share && done <= 1);
      share = done;
    });
    assert.deepEqual(steps, ['hierarchy', 'labels']);
  });

  test('draws a route as the roads lie, from one end to the other', () => {
    const [from, to] = [0, graph.nodeCount - 1];
    const route = findRoute(map, from, to);
    assert.ok(route);
    assert.deepEqual(route.points[0], pointOf(from));
    assert.deepEqual(route.points.at(-1), pointOf(to));
    let drawn = 0;
    let before = pointOf(from);
    for (const point of route.points) {
      drawn += greatCircleMetres(before, point);
      before = point;
    }
    assert.ok(drawn <= route.metres * 1.05, `${drawn} drawn, ${route.metres} driven`);
    assert.deepEqual(findRoute(map, from, from), { ticks: 0, metres: 0, points: [pointOf(from)] });
  });

  test('drives through several points, one after another', () => {
    const metric = createRoadMetric(map);
    const points = [pointOf(3), pointOf(40), pointOf(7)];
    const [a, b, c] = points as [ReturnType<typeof pointOf>, ReturnType<typeof pointOf>, ReturnType<typeof pointOf>];
    const through = driveThrough(metric, points);
    assert.equal(through?.ticks, metric.ticks(a, b) + metric.ticks(b, c));
    assert.equal(through.metres, metric.metres(a, b) + metric.metres(b, c));
    assert.deepEqual([through.points[0], through.points.at(-1)], [a, c]);
    assert.equal(driveThrough(metric, [a, { latitude: 0, longitude: 0 }]), null);
  });
});

describe('the file of a road map', () => {
  const bytes = encodeRoadMap(map);

  test('gives back the same map', () => {
    const read = decodeRoadMap(bytes);
    assert.deepEqual(read.about, map.about);
    const [columns, before] = [columnsOf(read), columnsOf(map)];
    for (const name of COLUMN_NAMES) assert.deepEqual(columns[name], before[name]);
    assert.deepEqual(findRoute(read, 0, 9), findRoute(map, 0, 9));
  });

  test('is the same when the map is taken apart for it', () => {
    const apart = decodeRoadMap(bytes.slice());
    assert.ok(Buffer.from(bytes).equals(encodeRoadMap(buildRoadMap(grid, ABOUT), true)));
    assert.ok(Buffer.from(bytes).equals(encodeRoadMap(apart, true)));
    assert.deepEqual(findRoute(apart, 0, 9), findRoute(map, 0, 9), 'views on other bytes are left as they are');
  });

  test('is read wherever its bytes begin in memory', () => {
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    assert.equal(decodeRoadMap(shifted.subarray(1)).graph.nodeCount, graph.nodeCount);
  });

  test('carries on with labels that were not made', () => {
    const large = { ...map, labels: { ...map.labels, ...withoutLabels() } };
    const read = decodeRoadMap(encodeRoadMap(large));
    const metric = createRoadMetric(read);
    assert.equal(metric.ticks(pointOf(3), pointOf(40)), createRoadMetric(map).ticks(pointOf(3), pointOf(40)));
  });

  test('is refused with a sentence, cut short or with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ change;
        assert.throws(() => decodeRoadMap(changed), SaidToPeople);
        assert.throws(() => decodeRoadMap(bytes.subarray(0, at)), SaidToPeople);
      }),
    );
  });

  test('is known from its first bytes', () => {
    assert.ok(isRoadFile(bytes));
    assert.ok(!isRoadFile(bytes.subarray(0, 5)));
    assert.ok(!isRoadFile(new TextEncoder().encode('<!doctype html><title>404</title>')));
  });
});

const withoutLabels = () => {
  const none = () => ({
    first: new Int32Array(graph.nodeCount).fill(-1),
    last: new Int32Array(graph.nodeCount).fill(-1),
    hubs: new Int32Array(0),
    ticks: new Int32Array(0),
    metres: new Int32Array(0),
  });
  return { out: none(), into: none() };
};
