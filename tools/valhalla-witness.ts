// node --import ./tools/tsx-loader.js tools/valhalla-witness.ts FILE.osm.pbf: our roads beside those of Valhalla, an engine by others.
// Valhalla is 280 MB: it is fetched into a temporary folder, once, and is no dependency of the project.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '#src/demo/random.ts';
import type { Point } from '#src/places/place.ts';
import { buildRoadMap } from '#src/roads/build-road-map.ts';
import { findRoute } from '#src/roads/route.ts';
import { readRoadGraph } from '#src/sources/openstreetmap/read-road-graph.ts';
import { z } from 'zod';

const PACKAGE = '@valhallajs/valhallajs';
const VERSION = '3.6.1';
const PAIRS = 500;
/** Of shorter ways, where exactly a point joins the road decides: they say nothing of the roads. */
const SHORTEST_METRES = 2000;

const tripSchema = z.object({
  trip: z.object({ summary: z.object({ length: z.number(), time: z.number() }) }),
});

interface Actor {
  route(query: unknown): Promise<unknown>;
}

interface Valhalla {
  readonly Actor: new (config: unknown) => Actor;
  readonly getConfig: (options: { readonly tileDir: string; readonly tileExtract: string }) => Promise<unknown>;
}

const openValhalla = async (extract: string): Promise<Actor> => {
  const folder = join(tmpdir(), `lotocar-valhalla-${VERSION}`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules', PACKAGE)))
    execFileSync('npm', ['install', '--no-save', '--prefix', folder, `${PACKAGE}@${VERSION}`], { stdio: 'inherit' });
  const valhalla = createRequire(join(folder, 'from-here.js'))(PACKAGE) as Valhalla;
  const tiles = join(folder, `tiles-${Temporal.Now.instant().epochMilliseconds}`);
  mkdirSync(tiles);
  const config = await valhalla.getConfig({ tileDir: tiles, tileExtract: join(tiles, 'none.tar') });
  const configFile = join(tiles, 'config.json');
  writeFileSync(configFile, JSON.stringify(config));
  const builder = join(folder, 'node_modules', PACKAGE, process.platform, process.arch, 'valhalla_build_tiles');
  execFileSync(builder, ['-c', configFile, extract], { stdio: 'ignore', cwd: tiles });
  return new valhalla.Actor(config);
};

const locationOf = ({ latitude, longitude }: Point) => ({ lat: latitude, lon: longitude });

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
};

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: valhalla-witness.ts FILE.osm.pbf');
const extract = resolve(file);
const { graph } = await readRoadGraph([extract], { area: null });
const map = buildRoadMap(graph, { source: file, dataFrom: null, builtAt: '2026-01-01T00:00:00.000Z' });
const actor = await openValhalla(extract);
const random = createRandom(1);
const distances: number[] = [];
const times: number[] = [];
let refused = 0;
while (distances.length < PAIRS) {
  const [from, to] = [random.whole(0, map.graph.nodeCount - 1), random.whole(0, map.graph.nodeCount - 1)];
  const ours = findRoute(map, from, to);
  const [start, end] = [ours?.points[0], ours?.points.at(-1)];
  if (!ours || !start || !end || ours.metres < SHORTEST_METRES) continue;
  try {
    const answer = tripSchema.parse(
      await actor.route({ locations: [locationOf(start), locationOf(end)], costing: 'auto', directions_type: 'none' }),
    );
    const { length, time } = answer.trip.summary;
    distances.push(ours.metres / (length * 1000));
    times.push(ours.ticks / 10 / time);
  } catch {
    refused += 1;
    if (refused > PAIRS) throw new Error('Valhalla knows no way between most of our points');
  }
}
const apart = distances.map((ratio) => Math.abs(ratio - 1));
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
process.stdout.write(
  [
    `${map.graph.nodeCount} nodes, ${distances.length} pairs, ${refused} refused`,
    `distance, apart from Valhalla's: median ${percent(quantile(apart, 0.5))}, 9 of 10 within ${percent(quantile(apart, 0.9))}`,
    `distance, ours over Valhalla's: median ${quantile(distances, 0.5).toFixed(3)}`,
    `time, ours over Valhalla's: 1 of 10 under ${quantile(times, 0.1).toFixed(2)}, median ${quantile(times, 0.5).toFixed(2)}, 9 of 10 under ${quantile(times, 0.9).toFixed(2)}`,
    '',
  ].join('\n'),
);
