// Writes a made-up extract of OpenStreetMap of about any size, to see how long its roads take to be read, and in what
// memory: node --import ./tools/tsx-loader.js tools/generate-extract.ts FILE.osm.pbf MEGABYTES
// As in a real one, roads are a small part of it: in each square of half a kilometre a crossing, two roads with bends and a
// dozen buildings. Its south-west corner is at 44° north, 0° east; it is as wide as its size makes it.
import { closeSync, openSync, writeSync } from 'node:fs';
import {
  denseNodes,
  type DrawnNode,
  type DrawnWay,
  headerBlock,
  wayBlock,
  writeBlob,
} from '#test/fixtures/osm-writer.ts';

const [path, megabytes] = process.argv.slice(2);
if (path === undefined || !(Number(megabytes) > 0))
  throw new Error('usage: generate-extract.ts FILE.osm.pbf MEGABYTES');

/** What a square takes in the file, seen. */
const BYTES_PER_SQUARE = 740;
const SIDE = Math.round(Math.sqrt((Number(megabytes) * 1e6) / BYTES_PER_SQUARE));
/** In degrees. */
const APART = 0.005;
const BENDS = 5;
const BUILDINGS = 16;
const CORNERS = 4;
const NODES_PER_SQUARE = 1 + 2 * BENDS + BUILDINGS * CORNERS;
const FIRST_NODE = 1_000_000_000;
/** What writers put in a block. */
const PER_BLOCK = 8000;

/** Made-up numbers from 0 to 1, the same at each run (mulberry32). */
let state = 46_000;
const random = (): number => {
  state = (state + 0x6d_2b_79_f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const someDate = (): number => 1_200_000_000 + Math.floor(random() * 5e8);

const firstNodeOf = (row: number, column: number): number => FIRST_NODE + (row * SIDE + column) * NODES_PER_SQUARE;

function* nodesOf(row: number, column: number): Generator<DrawnNode> {
  let id = firstNodeOf(row, column);
  const at = (east: number, north: number): DrawnNode => ({
    id: id++,
    longitude: (column + east) * APART,
    latitude: 44 + (row + north) * APART,
    changedAt: someDate(),
  });
  yield at(0, 0);
  for (let bend = 1; bend <= BENDS; bend += 1) yield at(bend / (BENDS + 1), random() * 0.03);
  for (let bend = 1; bend <= BENDS; bend += 1) yield at(random() * 0.03, bend / (BENDS + 1));
  for (let building = 0; building < BUILDINGS; building += 1) {
    const [east, north] = [random(), random()];
    const [width, depth] = [0.01 + random() * 0.03, 0.01 + random() * 0.03];
    yield at(east, north);
    yield at(east + width, north);
    yield at(east + width, north + depth);
    yield at(east, north + depth);
  }
}

const CLASSES = ['unclassified', 'residential', 'service', 'tertiary'] as const;

const classOf = (line: number, across: number): string => {
  if (line % 60 === 0) return 'primary';
  if (line % 15 === 0) return 'secondary';
  return CLASSES[line % 5 === 0 ? 3 : (line + across) % 3] ?? 'road';
};

let way = 500_000_000;

function* waysOf(row: number, column: number): Generator<DrawnWay> {
  const first = firstNodeOf(row, column);
  const road = (bendsFrom: number, end: number, line: number, across: number): DrawnWay => ({
    id: way++,
    points: [first, ...Array.from({ length: BENDS }, (_, i) => bendsFrom + i), end],
    tags: { highway: classOf(line, across), name: `Route ${Math.floor(random() * 1000)}`, surface: 'asphalt' },
    changedAt: someDate(),
  });
  if (column + 1 < SIDE) yield road(first + 1, firstNodeOf(row, column + 1), row, column);
  if (row + 1 < SIDE) yield road(first + 1 + BENDS, firstNodeOf(row + 1, column), column, row);
  for (let building = 0; building < BUILDINGS; building += 1) {
    const corner = first + 1 + 2 * BENDS + building * CORNERS;
    yield {
      id: way++,
      points: [corner, corner + 1, corner + 2, corner + 3, corner],
      tags: { building: 'yes', source: 'cadastre' },
      changedAt: someDate(),
    };
  }
}

const file = openSync(path, 'w');
let bytes = 0;
const write = (type: string, data: Uint8Array): void => {
  bytes += writeSync(file, writeBlob(type, data));
};

const writeAll = <Thing>(
  of: (row: number, column: number) => Iterable<Thing>,
  toBlock: (things: readonly Thing[]) => Uint8Array,
): void => {
  let things: Thing[] = [];
  for (let row = 0; row < SIDE; row += 1)
    for (let column = 0; column < SIDE; column += 1)
      for (const thing of of(row, column)) {
        things.push(thing);
        if (things.length < PER_BLOCK) continue;
        write('OSMData', toBlock(things));
        things = [];
      }
  if (things.length > 0) write('OSMData', toBlock(things));
};

write('OSMHeader', headerBlock(['OsmSchema-V0.6', 'DenseNodes'], 1_763_000_000));
writeAll(nodesOf, denseNodes);
writeAll(waysOf, wayBlock);
closeSync(file);
process.stdout.write(
  `${path}: ${Math.round(bytes / 1e6)} MB, ${SIDE * SIDE * NODES_PER_SQUARE} nodes, ${2 * SIDE * (SIDE - 1)} roads, ` +
    `${(SIDE * APART).toFixed(2)}° wide\n`,
);
