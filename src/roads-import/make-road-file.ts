import { open, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportOrder } from '#src/roads-import/import-messages.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import { buildRoadMap } from '#src/roads/build-road-map.ts';
import { decodeRoadMap, encodeRoadMap, isRoadFile } from '#src/roads/road-file.ts';
import type { RoadMapAbout } from '#src/roads/road-map.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { download } from '#src/sources/download.ts';
import { readRoadGraph } from '#src/sources/openstreetmap/read-road-graph.ts';

export interface RoadFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly about: RoadMapAbout;
}

type OnProgress = (step: ImportStep, share: number) => void;

/**
 * From extracts, or a ready road file, to the bytes of a road map. What was downloaded is removed once it has served.
 * @throws SaidToPeople for whatever a person can mend
 */
export const makeRoadFile = async (order: ImportOrder, onProgress: OnProgress): Promise<RoadFile> => {
  const downloaded: string[] = [];
  const paths: string[] = [];
  for (const [index, source] of order.sources.entries()) {
    if (source.kind === 'file') {
      paths.push(source.path);
      continue;
    }
    const path = await download(source.url, {
      folder: order.downloads,
      anyAddress: order.anyAddress,
      onProgress: (share) => onProgress('downloading', (index + share) / order.sources.length),
    });
    paths.push(path);
    downloaded.push(path);
  }
  const made = await makeFrom(paths, order, onProgress);
  for (const path of downloaded) await rm(path, { force: true });
  return made;
};

const makeFrom = async (paths: readonly string[], order: ImportOrder, onProgress: OnProgress): Promise<RoadFile> => {
  const areReady = await Promise.all(paths.map(isReady));
  if (areReady.includes(true)) {
    const [path] = paths;
    if (path === undefined || paths.length > 1)
      throw new SaidToPeople('Un fichier de routes préparé s’importe seul, sans autre fichier.');
    onProgress('saving', 0);
    const bytes = new Uint8Array(await readFile(path));
    return { bytes, about: decodeRoadMap(bytes).about };
  }
  const { graph, dataFrom } = await readRoadGraph(paths, {
    area: order.area,
    onProgress: (share) => onProgress('reading', share),
  });
  const source = paths.map((path) => basename(path).replace(/(?:-latest)?\.osm\.pbf$/u, '')).join(', ');
  const map = buildRoadMap(graph, { source, dataFrom, builtAt: order.now }, (step, share) =>
    onProgress('computing', step === 'hierarchy' ? share / 2 : (1 + share) / 2),
  );
  onProgress('saving', 0);
  return { bytes: encodeRoadMap(map), about: map.about };
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
