import { SaidToPeople } from '#src/said-to-people.ts';
import { sourceOf } from '#src/sources/openstreetmap/byte-source.ts';
import { readRoadSources } from '#src/sources/openstreetmap/read-road-graph.ts';
import { checkGraph } from '#test/fixtures/check-graph.ts';
import {
  concat,
  denseNodes,
  type DrawnNode,
  type DrawnWay,
  headerBlock,
  wayBlock,
  writeBlob,
  writeExtract,
} from '#test/fixtures/osm-writer.ts';
import { runs } from '#test/helpers/runs.ts';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** A net of streets with one-ways, a roundabout, a bollard and long names. */
const nodes: readonly DrawnNode[] = Array.from({ length: 60 }, (_, i) => ({
  id: 12_000_000_000 + i * 7,
  longitude: 1.6 + (i % 8) * 0.002,
  latitude: 44.7 + Math.floor(i / 8) * 0.0015,
  ...(i % 20 === 5 ? { tags: { barrier: 'bollard', note: 'Place de l’Église' } } : {}),
}));
const idAt = (i: number): number => nodes[i % nodes.length]?.id ?? 0;
const ways: readonly DrawnWay[] = Array.from({ length: 20 }, (_, i) => ({
  id: 900_000_000 + i,
  points:
    i === 3
      ? [idAt(9), idAt(10), idAt(18), idAt(17), idAt(9)]
      : [0, 1, 2, 3, 4].map((step) => idAt(i * 5 + step * (i % 2 ? 8 : 1))),
  tags: {
    highway: ['residential', 'primary', 'service', 'footway'][i % 4] ?? '',
    name: `Rue des ${'Tilleuls '.repeat(i % 5)}`,
    ...(i % 6 === 1 ? { oneway: 'yes', maxspeed: '30' } : {}),
    ...(i === 3 ? { junction: 'roundabout' } : {}),
    ...(i === 4 ? { length_m: '123.4' } : {}),
  },
}));

const extracts = [
  writeExtract({ nodes, ways, date: 1_763_000_000 }),
  writeExtract({ nodes, ways, isRaw: true }),
  writeExtract({ nodes, ways, isRaw: true, isPlain: true }),
];
const blocks = [headerBlock(['OsmSchema-V0.6', 'DenseNodes']), denseNodes(nodes), wayBlock(ways)];

type Change = (bytes: Uint8Array) => Uint8Array;

const placeIn = (bytes: Uint8Array, at: number): number => Math.floor(at * bytes.length);
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const flip = fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(([at, bit]): Change => (bytes) => {
  const changed = bytes.slice();
  const index = placeIn(bytes, at);
  if (index < changed.length) changed[index] = (changed[index] ?? 0) ^ (1 << bit);
  return changed;
});
/** Lengths, counts and differences are varints: the largest and the longest of them, anywhere. */
const lie = fc
  .tuple(
    place,
    fc.constantFrom(
      [0],
      [1],
      [0x7f],
      [0xff, 0x7f],
      [0xff, 0xff, 0x7f],
      [0xff, 0xff, 0xff, 0xff, 0x0f],
      Array<number>(12).fill(0xff),
    ),
  )
  .map(([at, number]): Change => (bytes) => {
    const index = placeIn(bytes, at);
    return concat([bytes.subarray(0, index), new Uint8Array(number), bytes.subarray(index + number.length)]);
  });
const cut = place.map(
  (at): Change =>
    (bytes) =>
      bytes.slice(0, placeIn(bytes, at)),
);
const drop = fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(([at, length]): Change => (bytes) => {
  const index = placeIn(bytes, at);
  return concat([bytes.subarray(0, index), bytes.subarray(index + length)]);
});
const splice = fc
  .tuple(place, place, place, fc.integer({ min: 0, max: 2 }))
  .map(([at, from, to, which]): Change => (bytes) => {
    const other = extracts[which] ?? bytes;
    const index = placeIn(bytes, at);
    return concat([
      bytes.subarray(0, index),
      other.subarray(placeIn(other, from), placeIn(other, to)),
      bytes.subarray(index),
    ]);
  });
const change = fc.oneof(flip, flip, lie, lie, cut, drop, splice);

/** Changes of the file as it lies on the disk, or inside its blocks, which are then compressed as if nothing were. */
const mutated = fc.oneof(
  fc
    .tuple(fc.constantFrom(...extracts), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([bytes, changes]) => changes.reduce((all, one) => one(all), bytes)),
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean())
    .map(([which, changes, isRaw, isTwice]) => {
      const parts = blocks.map((block, i) =>
        writeBlob(
          i === 0 ? 'OSMHeader' : 'OSMData',
          i === which ? changes.reduce((all, one) => one(all), block) : block,
          isRaw,
        ),
      );
      return concat(isTwice ? [...parts, ...parts] : parts);
    }),
);

test('whatever happened to a file, it gives a graph or a sentence, in bounded memory', async () => {
  const before = process.resourceUsage().maxRSS;
  const outcomes = { graphs: 0, sentences: 0 };
  await fc.assert(
    fc.asyncProperty(mutated, async (bytes) => {
      try {
        checkGraph((await readRoadSources([sourceOf('extrait.osm.pbf', bytes)], { area: null })).graph);
        outcomes.graphs += 1;
      } catch (error) {
        if (!(error instanceof SaidToPeople)) throw error;
        outcomes.sentences += 1;
      }
    }),
    { numRuns: runs(5000) },
  );
  const grownBy = (process.resourceUsage().maxRSS - before) / 1024;
  assert.ok(grownBy < 300, `grew by ${Math.round(grownBy)} MB`);
  // Both ends are reached, or the changes are too coarse or too fine to try anything.
  assert.ok(Math.min(outcomes.graphs, outcomes.sentences) > runs(5000) / 20, JSON.stringify(outcomes));
});
