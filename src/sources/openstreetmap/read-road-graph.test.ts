import { SaidToPeople } from '#src/said-to-people.ts';
import { sourceOf } from '#src/sources/openstreetmap/byte-source.ts';
import {
  type ReadOptions,
  readRoadGraph,
  readRoadSources,
  type RoadsRead,
} from '#src/sources/openstreetmap/read-road-graph.ts';
import {
  concat,
  type DrawnExtract,
  denseNodes,
  frameBlob,
  headerBlock,
  wayBlock,
  writeBlob,
  writeExtract,
} from '#test/fixtures/osm-writer.ts';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';

/** A village: a street from 1 to 3, a lane from 2 to 4 behind a bollard, and a footpath. */
const VILLAGE: DrawnExtract = {
  nodes: [
    { id: 1, longitude: 1.6, latitude: 44.7 },
    { id: 2, longitude: 1.601, latitude: 44.7 },
    { id: 3, longitude: 1.602, latitude: 44.7, tags: { highway: 'crossing' } },
    { id: 4, longitude: 1.601, latitude: 44.703 },
    { id: 12_345_678_901, longitude: 1.601, latitude: 44.7015, tags: { barrier: 'bollard' } },
  ],
  ways: [
    { id: 10, points: [1, 2, 3], tags: { name: 'Grande Rue', highway: 'residential' } },
    { id: 11, points: [2, 12_345_678_901, 4], tags: { highway: 'residential', oneway: 'no' } },
    { id: 12, points: [1, 4], tags: { highway: 'footway' } },
  ],
  date: 1_763_000_000,
};

const read = (parts: readonly Uint8Array[], options: Partial<ReadOptions> = {}): Promise<RoadsRead> =>
  readRoadSources(
    parts.map((bytes, i) => sourceOf(`region-${i + 1}.osm.pbf`, bytes)),
    { area: null, ...options },
  );

/** Arcs as "1.6010,44.7000 > 1.6020,44.7000 79 m", sorted. */
const arcsOf = ({ graph }: RoadsRead): readonly string[] => {
  const at = (node: number): string =>
    `${((graph.longitudes[node] ?? NaN) / 1e7).toFixed(4)},${((graph.latitudes[node] ?? NaN) / 1e7).toFixed(4)}`;
  const said: string[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1)
    for (let arc = graph.firstArc[node] ?? 0; arc < (graph.firstArc[node + 1] ?? 0); arc += 1)
      said.push(`${at(node)} > ${at(graph.heads[arc] ?? -1)} ${graph.metres[arc]} m`);
  return said.toSorted();
};

const VILLAGE_ARCS = [
  '1.6000,44.7000 > 1.6010,44.7000 79 m',
  '1.6010,44.7000 > 1.6000,44.7000 79 m',
  '1.6010,44.7000 > 1.6010,44.7015 167 m',
  '1.6010,44.7000 > 1.6020,44.7000 79 m',
  '1.6010,44.7015 > 1.6010,44.7000 167 m',
  '1.6010,44.7015 > 1.6010,44.7030 167 m',
  '1.6010,44.7030 > 1.6010,44.7015 167 m',
  '1.6020,44.7000 > 1.6010,44.7000 79 m',
];

test('roads, bollards and the date of the data are read, however the nodes and the blobs are written', async () => {
  for (const isPlain of [false, true])
    for (const isRaw of [false, true]) {
      const roads = await read([writeExtract({ ...VILLAGE, isPlain, isRaw })]);
      assert.deepEqual(arcsOf(roads), VILLAGE_ARCS);
      assert.equal(roads.graph.nodeCount, 6);
      assert.equal(roads.dataFrom, '2025-11-13T02:13:20.000Z');
    }
});

test('blobs in any order, and of kinds that are not known, change nothing', async () => {
  const header = writeBlob('OSMHeader', headerBlock(['OsmSchema-V0.6', 'DenseNodes']));
  const ways = writeBlob('OSMData', wayBlock(VILLAGE.ways));
  const nodes = writeBlob('OSMData', denseNodes(VILLAGE.nodes));
  const other = writeBlob('OSMIndex', new Uint8Array([255, 255]));
  for (const blobs of [
    [header, nodes, ways],
    [header, ways, nodes],
    [header, other, ways, other, nodes],
  ])
    assert.deepEqual(arcsOf(await read([concat(blobs)])), VILLAGE_ARCS);
  assert.equal((await read([concat([header, nodes, ways])])).dataFrom, null);
});

test('neighbouring extracts that share roads make one graph, dated by the older', async () => {
  const [street, lane, path] = VILLAGE.ways;
  assert.ok(street && lane && path);
  const east = writeExtract({ ...VILLAGE, ways: [street, path] });
  const west = writeExtract({ ...VILLAGE, ways: [street, lane], date: 1_600_000_000 });
  const roads = await read([east, west]);
  assert.deepEqual(arcsOf(roads), VILLAGE_ARCS);
  assert.equal(roads.dataFrom, '2020-09-13T12:26:40.000Z');
});

test('an extract that lacks a point of a road loses that piece of road alone', async () => {
  const roads = await read([writeExtract({ ...VILLAGE, nodes: VILLAGE.nodes.filter(({ id }) => id !== 4) })]);
  assert.deepEqual(
    arcsOf(roads),
    VILLAGE_ARCS.filter((arc) => !arc.includes('44.7030')),
  );
});

test('the area cuts the roads', async () => {
  const near = { around: [{ longitude: 1.601, latitude: 44.703 }], margin: 50 };
  const roads = await read([writeExtract(VILLAGE)], { area: near });
  assert.deepEqual(
    arcsOf(roads),
    VILLAGE_ARCS.filter((arc) => arc.includes('44.7030')),
  );
  await refuses([writeExtract(VILLAGE)], /hors du territoire/, { area: { ...near, margin: 1, around: [] } });
});

test('progress goes from 0 to 1, and an abort is heard between two blobs', async () => {
  const shares: number[] = [];
  await read([writeExtract(VILLAGE)], { onProgress: (share) => shares.push(share) });
  assert.equal(shares[0], 0);
  assert.equal(shares.at(-1), 1);
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  const stop = new AbortController();
  const reason = new Error('enough');
  const stopped = read([writeExtract(VILLAGE)], {
    signal: stop.signal,
    onProgress: (share) => share > 0.5 && stop.abort(reason),
  });
  await assert.rejects(stopped, reason);
});

const refuses = async (
  parts: readonly Uint8Array[],
  expected: RegExp,
  options: Partial<ReadOptions> = {},
): Promise<void> => {
  await assert.rejects(read(parts, options), (error) => {
    assert.ok(error instanceof SaidToPeople, String(error));
    assert.match(error.message, expected);
    assert.match(error.message, /region-\d\.osm\.pbf/);
    return true;
  });
};

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const header = writeBlob('OSMHeader', headerBlock(['OsmSchema-V0.6', 'DenseNodes']));

test('what is no extract is said to be what it is', async () => {
  await refuses([new Uint8Array()], /est vide/);
  await refuses([text('\n<!DOCTYPE html><html><title>404</title>')], /page web/);
  await refuses([text('<?xml version="1.0"?><osm version="0.6">')], /XML/);
  await refuses([gzipSync('<osm>')], /archive/);
  await refuses([text('BZh91AY&SY')], /archive/);
  await refuses([text('PK\u0003\u0004')], /archive/);
  await refuses([text('id;nom\n1;Gramat\n')], /n’est pas un extrait/);
  await refuses([new Uint8Array([0, 0])], /n’est pas un extrait/);
  await refuses([new Uint8Array(5000)], /n’est pas un extrait/);
  await refuses([writeBlob('OSMData', wayBlock(VILLAGE.ways))], /n’est pas un extrait/);
});

test('an extract cut short anywhere is said to be incomplete, or to hold no road', async () => {
  const whole = writeExtract(VILLAGE);
  for (let length = 40; length < whole.length; length += 1)
    await refuses([whole.subarray(0, length)], /incomplet|Aucune route|n’est pas un extrait/);
  await refuses([whole.subarray(0, whole.length - 1)], /incomplet/);
});

test('lengths that lie, above the limits or not, are said to be damage', async () => {
  const nodes = denseNodes(VILLAGE.nodes);
  const longHeader = new Uint8Array([0, 1, 0, 1, ...new Uint8Array(70_000)]);
  await refuses([concat([header, longHeader])], /abîmé/);
  await refuses([concat([header, frameBlob('OSMData', new Uint8Array(10), 40 * 1024 * 1024)])], /abîmé/);
  await refuses([concat([header, frameBlob('OSMData', new Uint8Array(10), 20 * 1024 * 1024)])], /incomplet/);
  await refuses([concat([header, frameBlob('OSMData', new Uint8Array(10).fill(7))])], /abîmé/);
  await refuses([concat([header, writeBlob('OSMData', nodes.subarray(0, nodes.length - 3))])], /abîmé/);
  // 16, 24: fields 2 and 3 of a blob, the plain size and the packed bytes.
  const packed = deflateSync(nodes);
  const lying = (size: readonly number[]): Uint8Array =>
    frameBlob('OSMData', concat([new Uint8Array([0x10, ...size, 0x1a, packed.length]), packed]));
  assert.ok(packed.length < 128 && nodes.length < 256);
  await refuses([concat([header, lying([1])])], /abîmé/);
  await refuses([concat([header, lying([0xff, 0x7f])])], /abîmé/);
  await refuses([concat([header, lying([0x80, 0x80, 0x80, 0x80, 0x7f])])], /abîmé/);
});

test('a few bytes that would fill the memory once made plain are refused', async () => {
  const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024));
  const length = [(bomb.length & 127) | 128, ((bomb.length >> 7) & 127) | 128, bomb.length >> 14];
  // Says 1 MiB, then 64 MiB.
  for (const size of [
    [0x80, 0x80, 0x40],
    [0x80, 0x80, 0x80, 0x20],
  ]) {
    const blob = frameBlob('OSMData', concat([new Uint8Array([0x10, ...size, 0x1a, ...length]), bomb]));
    await refuses([concat([header, blob])], /abîmé/);
  }
});

test('compressions and features that are not known are named for what they are', async () => {
  const lz4 = frameBlob('OSMData', new Uint8Array([0x10, 3, 0x32, 3, 1, 2, 3]));
  await refuses([concat([header, lz4])], /comprimé/);
  await refuses([writeExtract({ ...VILLAGE, features: ['OsmSchema-V0.6', 'HistoricalInformation'] })], /historique/);
  await refuses([writeExtract({ ...VILLAGE, features: ['OsmSchema-V0.7'] })], /OsmSchema-V0\.7/);
});

test('an extract without roads says so, alone or with another', async () => {
  const footpaths = writeExtract({ ...VILLAGE, ways: VILLAGE.ways.slice(2) });
  await refuses([footpaths], /Aucune route/);
  await refuses([footpaths, footpaths], /« region-1\.osm\.pbf » et « region-2\.osm\.pbf »/);
  await refuses([header], /Aucune route/);
  await refuses([writeExtract({ ...VILLAGE, nodes: [] })], /Aucune route/);
});

test('an extract with more roads than the memory holds is refused with a way out', async () => {
  assert.deepEqual(arcsOf(await read([writeExtract(VILLAGE)], { mostPoints: 6 })), VILLAGE_ARCS);
  await refuses([writeExtract(VILLAGE)], /mémoire.*un fichier de routes déjà préparé/, { mostPoints: 5 });
});

test('a file is read from the disk; one that is not there, or a folder, is said to be so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotocar-osm-'));
  try {
    const path = join(folder, 'village.osm.pbf');
    writeFileSync(path, writeExtract(VILLAGE));
    assert.deepEqual(arcsOf(await readRoadGraph([path], { area: null })), VILLAGE_ARCS);
    await assert.rejects(readRoadGraph([path, join(folder, 'absent.osm.pbf')], { area: null }), {
      name: 'SaidToPeople',
      message: /« absent\.osm\.pbf » n’existe pas/,
    });
    await assert.rejects(readRoadGraph([folder], { area: null }), {
      name: 'SaidToPeople',
      message: /n’est pas un fichier/,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
