import { cutRoads } from '#src/roads/osm/cut-roads.ts';
import { joinSegments } from '#src/roads/osm/join-segments.ts';
import { CLOSED, FOUND, INSIDE, type RawRoads } from '#src/roads/osm/raw-roads.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Way {
  readonly points: readonly number[];
  readonly forward: number;
  readonly backward: number;
  readonly isMain?: boolean;
  readonly length?: number;
}

/** Points east of one another along the equator, so many metres from the first. */
const METRE = 1e7 / ((6_371_008.8 * Math.PI) / 180);
const HERE = FOUND | INSIDE;

const rawRoads = (
  places: readonly (readonly [east: number, north: number])[],
  ways: readonly Way[],
  marks: Readonly<Record<number, number>> = {},
): RawRoads => {
  let count = 0;
  return {
    longitudes: Int32Array.from(places, ([east]) => Math.round(east * METRE)),
    latitudes: Int32Array.from(places, ([, north]) => Math.round(north * METRE)),
    marks: Uint8Array.from(places, (_, point) => marks[point] ?? HERE),
    firstPoint: Int32Array.from([0, ...ways.map(({ points }) => (count += points.length))]),
    points: Int32Array.from(ways.flatMap(({ points }) => points)),
    ways: {
      forward: Float32Array.from(ways, ({ forward }) => forward),
      backward: Float32Array.from(ways, ({ backward }) => backward),
      isMain: Uint8Array.from(ways, ({ isMain }) => (isMain ? 1 : 0)),
      lengths: Float32Array.from(ways, ({ length }) => length ?? 0),
    },
  };
};

const graphOf = (...given: Parameters<typeof rawRoads>): RoadGraph => joinSegments(cutRoads(rawRoads(...given)));

/** Arcs as "0>300 300m 270t": where from, where to (metres east), how far, how long. */
const arcsOf = (graph: RoadGraph): readonly string[] => {
  const east = (node: number): number => Math.round((graph.longitudes[node] ?? NaN) / METRE);
  const said: string[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1)
    for (let arc = graph.firstArc[node] ?? 0; arc < (graph.firstArc[node + 1] ?? 0); arc += 1)
      said.push(`${east(node)}>${east(graph.heads[arc] ?? -1)} ${graph.metres[arc]}m ${graph.ticks[arc]}t`);
  return said.toSorted();
};

const line = (...easts: readonly number[]): readonly (readonly [number, number])[] => easts.map((east) => [east, 0]);

test('a road is one arc each way, its bends are its shape', () => {
  const graph = graphOf(line(0, 100, 150, 300), [{ points: [0, 1, 2, 3], forward: 36, backward: 18 }]);
  assert.deepEqual(arcsOf(graph), ['0>300 300m 300t', '300>0 300m 600t']);
  assert.equal(graph.geometry.first.length, 2);
  assert.deepEqual(
    Array.from(graph.geometry.longitudes, (one) => Math.round(one / METRE)),
    [100, 150],
  );
  assert.deepEqual([...graph.shapes], [0, -1]);
});

test('ways that follow one another become one arc, whichever way each is drawn', () => {
  const both = { forward: 36, backward: 36 };
  const graph = graphOf(line(0, 100, 200, 300), [
    { points: [0, 1], ...both },
    { points: [2, 1], forward: 18, backward: 72 },
    { points: [2, 3], ...both },
  ]);
  assert.deepEqual(arcsOf(graph), ['0>300 300m 250t', '300>0 300m 400t']);
});

test('a one-way keeps its ends, and has one arc', () => {
  const graph = graphOf(line(0, 100, 200, 300), [
    { points: [0, 1], forward: 36, backward: 36 },
    { points: [3, 2, 1], forward: 0, backward: 36 },
  ]);
  assert.deepEqual(arcsOf(graph), ['0>100 100m 100t', '100>0 100m 100t', '100>300 200m 200t']);
});

test('a long road is cut about every 400 m, at points it has', () => {
  const easts = Array.from({ length: 101 }, (_, i) => i * 20);
  const graph = graphOf(line(...easts), [{ points: easts.map((_, i) => i), forward: 36, backward: 0 }]);
  assert.deepEqual(
    arcsOf(graph),
    ['0>400', '400>800', '800>1200', '1200>1600', '1600>2000'].map((arc) => `${arc} 400m 400t`).toSorted(),
  );
  const bare = graphOf(line(0, 1500), [{ points: [0, 1], forward: 36, backward: 0 }]);
  assert.deepEqual(arcsOf(bare), ['0>1500 1500m 1500t']);
});

test('a roundabout keeps the nodes of its roads; a ring on its own is cut; no arc leads to its own start', () => {
  const ring = { points: [0, 1, 2, 3, 0], forward: 36, backward: 0 };
  const places = [...line(0, 30), [30, 30], [0, 30], [-100, 0], [130, 0]] as const;
  const both = { forward: 36, backward: 36 };
  const roundabout = graphOf(places, [ring, { points: [4, 0], ...both }, { points: [1, 5], ...both }]);
  assert.deepEqual(
    arcsOf(roundabout),
    [
      '-100>0 100m 100t',
      '0>-100 100m 100t',
      '0>30 30m 30t',
      '130>30 100m 100t',
      '30>0 90m 90t',
      '30>130 100m 100t',
    ].toSorted(),
  );
  for (const graph of [graphOf(places, [ring]), graphOf(places, [ring, { points: [4, 0], ...both }])]) {
    assert.equal(arcsOf(graph).filter((arc) => /^(-?\d+)>\1 /.test(arc)).length, 0);
    assert.equal(graph.nodeCount, graph.heads.length < 3 ? 2 : 3);
  }
});

test('a bollard makes two dead ends, a missing point takes only its pieces of road away', () => {
  const way = { points: [0, 1, 2, 3, 4], forward: 36, backward: 0 };
  const places = line(0, 100, 200, 300, 400);
  assert.deepEqual(arcsOf(graphOf(places, [way], { 2: HERE | CLOSED })), ['0>200 200m 200t', '200>400 200m 200t']);
  assert.equal(graphOf(places, [way], { 2: HERE | CLOSED }).nodeCount, 4);
  assert.deepEqual(arcsOf(graphOf(places, [way], { 2: 0 })), ['0>100 100m 100t', '300>400 100m 100t']);
  assert.deepEqual(arcsOf(graphOf(places, [way], { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 })), []);
});

test('beyond the area only main roads are kept', () => {
  const places = line(0, 100, 200, 300);
  const marks = { 1: FOUND, 2: FOUND, 3: FOUND };
  const way = { points: [0, 1, 2, 3], forward: 36, backward: 0 };
  assert.deepEqual(arcsOf(graphOf(places, [way], marks)), ['0>100 100m 100t']);
  assert.deepEqual(arcsOf(graphOf(places, [{ ...way, isMain: true }], marks)), ['0>300 300m 300t']);
});

test('lengths that the data says replace those measured', () => {
  const way = { points: [0, 1, 2], forward: 36, backward: 0, length: 500 };
  assert.deepEqual(arcsOf(graphOf(line(0, 100, 200), [way])), ['0>200 500m 500t']);
  assert.deepEqual(arcsOf(graphOf(line(0, 100, 200), [way], { 2: 0 })), ['0>100 100m 100t']);
});

test('points that repeat, all at one place, or a way of a single point, make no arc to itself', () => {
  const way = { points: [0, 0, 1, 1, 0], forward: 36, backward: 36 };
  const graph = graphOf(line(5, 5), [way, { points: [1], forward: 36, backward: 36 }]);
  assert.equal(graph.nodeCount, 2);
  assert.ok(graph.ticks.every((ticks) => ticks >= 1));
});

const speeds = fc.constantFrom(
  { forward: 36, backward: 36 },
  { forward: 20, backward: 0 },
  { forward: 0, backward: 50 },
);
const network = fc.integer({ min: 2, max: 14 }).chain((count) =>
  fc.tuple(
    fc.uniqueArray(fc.tuple(fc.integer({ max: 2000, min: 0 }), fc.integer({ max: 2000, min: 0 })), {
      minLength: count,
      maxLength: count,
      selector: ([x, y]) => x * 10_000 + y,
    }),
    fc.array(fc.tuple(fc.array(fc.integer({ min: 0, max: count - 1 }), { minLength: 2, maxLength: 8 }), speeds), {
      minLength: 1,
      maxLength: 8,
    }),
  ),
);

test('between any two nodes the way is as long as by the pieces of road themselves', () => {
  fc.assert(
    fc.property(network, ([places, drawn]) => {
      const raw = rawRoads(
        places,
        drawn.map(([points, speed]) => ({ points, ...speed })),
      );
      const segments = cutRoads(raw);
      const graph = joinSegments(segments);
      const naive = emptyTable(segments.longitudes.length);
      segments.tails.forEach((tail, i) => {
        const head = segments.heads[i] ?? 0;
        const way = segments.wayOf[i] ?? 0;
        const along = (segments.metres[i] ?? 0) * 36;
        lower(naive, tail, head, along / (segments.ways.forward[way] ?? 0));
        lower(naive, head, tail, along / (segments.ways.backward[way] ?? 0));
      });
      const joined = emptyTable(graph.nodeCount);
      for (let node = 0; node < graph.nodeCount; node += 1)
        for (let arc = graph.firstArc[node] ?? 0; arc < (graph.firstArc[node + 1] ?? 0); arc += 1) {
          assert.notEqual(graph.heads[arc], node);
          lower(joined, node, graph.heads[arc] ?? 0, graph.ticks[arc] ?? 0);
        }
      closeTable(naive);
      closeTable(joined);
      const pointOf = (node: number): number =>
        segments.longitudes.findIndex(
          (x, i) => x === graph.longitudes[node] && segments.latitudes[i] === graph.latitudes[node],
        );
      for (let from = 0; from < graph.nodeCount; from += 1)
        for (let to = 0; to < graph.nodeCount; to += 1) {
          const ticks = joined[from]?.[to] ?? NaN;
          const exact = naive[pointOf(from)]?.[pointOf(to)] ?? NaN;
          if (ticks !== exact) assert.ok(Math.abs(ticks - exact) <= graph.heads.length, `${ticks} of ${exact}`);
        }
    }),
  );
});

const emptyTable = (size: number): number[][] =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? 0 : Infinity)),
  );

const lower = (table: number[][], from: number, to: number, weight: number): void => {
  const row = table[from];
  if (row && weight < (row[to] ?? 0)) row[to] = weight;
};

/** Fastest ways between all pairs (Floyd, Warshall). */
const closeTable = (table: number[][]): void => {
  for (const [through, onwards] of table.entries())
    for (const [from, row] of table.entries())
      for (const [to, ahead] of onwards.entries()) lower(table, from, to, (row[through] ?? Infinity) + ahead);
};
