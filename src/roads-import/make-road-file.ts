import { open, readFile, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ImportOrder, RoadFileMade, Served } from '#src/roads-import/import-messages.ts';
import { percentOf } from '#src/roads-import/percent.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import { buildRoadMap } from '#src/roads/build-road-map.ts';
import type { RoadArea } from '#src/roads/road-area.ts';
import { decodeRoadMap, encodeRoadMap, isRoadFile } from '#src/roads/road-file.ts';
import type { RoadMap } from '#src/roads/road-map.ts';
import { createRoadMetric } from '#src/roads/road-metric.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { ROAD_FILE } from '#src/sources/download-faults.ts';
import { download } from '#src/sources/download.ts';
import { readRoadGraph } from '#src/sources/openstreetmap/read-road-graph.ts';
import { weighExtract } from '#src/sources/openstreetmap/weigh-extract.ts';

/** All roads within it of a commune of the territory are kept; farther, the main ones. */
const MARGIN_METRES = 25_000;

type OnProgress = (step: ImportStep, percent: number) => void;

/**
 * From extracts, or a ready road file, to the bytes of a road map. What was downloaded is kept while a download is not
 * over, and removed once it has served.
 * @throws SaidToPeople for whatever a person can mend
 */
export const makeRoadFile = async (order: ImportOrder, onProgress: OnProgress): Promise<RoadFileMade> => {
  const toBring = order.sources.filter(({ kind }) => kind === 'address').length;
  const say = (step: ImportStep, share: number): void => onProgress(step, percentOf(step, share, toBring > 0));
  const paths: string[] = [];
  const brought: string[] = [];
  for (const source of order.sources) {
    if (source.kind === 'file') paths.push(source.path);
    else {
      const onShare = (share: number): void => say('downloading', (brought.length + share) / toBring);
      const { downloads: folder, anyAddress } = order;
      const path = await download(source.url, { folder, anyAddress, wanted: ROAD_FILE, onProgress: onShare });
      paths.push(path);
      brought.push(path);
    }
  }
  try {
    return await makeFrom(paths, order, say);
  } finally {
    for (const path of brought) await rm(dirname(path), { recursive: true, force: true });
  }
};

const makeFrom = async (paths: readonly string[], order: ImportOrder, say: OnProgress): Promise<RoadFileMade> => {
  const bytes = (await readReadyFile(paths)) ?? (await buildFrom(paths, order, say));
  say('saving', 0);
  // Read back as the service will: what cannot be is never put to use.
  const map = decodeRoadMap(bytes);
  return { bytes, about: map.about, territoryIds: coveredBy(map, order.territories) };
};

const buildFrom = async (
  paths: readonly string[],
  { territories, builtAt }: ImportOrder,
  say: OnProgress,
): Promise<Uint8Array<ArrayBuffer>> => {
  const area: RoadArea = { around: territories.flatMap(({ communes }) => communes), margin: MARGIN_METRES };
  await weighExtract(paths, area);
  const onProgress = (share: number): void => say('reading', share);
  const { graph, dataFrom } = await readRoadGraph(paths, { area, onProgress });
  const source = paths.map((path) => basename(path).replace(/(?:-latest)?\.osm\.pbf$/u, '')).join(', ');
  return encodeRoadMap(
    buildRoadMap(graph, { source, dataFrom, builtAt }, (step, share) =>
      say('computing', step === 'hierarchy' ? share / 2 : (1 + share) / 2),
    ),
    true,
  );
};

/** A road file that was made before; null when these are extracts, or anything else. */
const readReadyFile = async (paths: readonly string[]): Promise<Uint8Array<ArrayBuffer> | null> => {
  const ready = await Promise.all(paths.map(isReady));
  if (!ready.includes(true)) return null;
  const [path] = paths;
  if (path === undefined || paths.length > 1)
    throw new SaidToPeople('Un fichier de routes déjà préparé s’importe seul, sans autre fichier.');
  return new Uint8Array(await readFile(path));
};

const isReady = async (path: string): Promise<boolean> => {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(new Uint8Array(64), 0, 64, 0);
    return isRoadFile(buffer.subarray(0, bytesRead));
  } catch {
    // Whoever reads it as an extract says what is wrong with it.
    return false;
  }
};

const coveredBy = (map: RoadMap, territories: readonly Served[]): readonly string[] => {
  const { nodeAt } = createRoadMetric(map);
  const covered = territories.filter(({ communes }) => communes.some((point) => nodeAt(point) !== null));
  if (covered.length === 0)
    throw new SaidToPeople(
      `Ces routes (${map.about.source}) ne passent dans aucune commune du territoire. Prenez le fichier de sa région.`,
    );
  return covered.map(({ territoryId }) => territoryId);
};
