import { cutRoads } from '#src/roads/osm/cut-roads.ts';
import { joinSegments } from '#src/roads/osm/join-segments.ts';
import type { RawRoads } from '#src/roads/osm/raw-roads.ts';
import { createAreaTest, type RoadArea } from '#src/roads/road-area.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { type ByteSource, withFile } from '#src/sources/openstreetmap/byte-source.ts';
import { DENSE_NODES, type DataBlock, NODES, openDataBlock, WAYS } from '#src/sources/openstreetmap/data-block.ts';
import { sayElsewhere, sayEmpty, sayNoRoads, sayNotAnExtract, sayTooLarge } from '#src/sources/openstreetmap/faults.ts';
import { memoryHere, mostPointsIn } from '#src/sources/openstreetmap/memory-need.ts';
import { NodePlacer } from '#src/sources/openstreetmap/node-placer.ts';
import { decoding, readBlob } from '#src/sources/openstreetmap/read-blob.ts';
import { readHeader } from '#src/sources/openstreetmap/read-header.ts';
import { readNodes } from '#src/sources/openstreetmap/read-nodes.ts';
import { readWays } from '#src/sources/openstreetmap/read-ways.ts';
import { WayCollector } from '#src/sources/openstreetmap/way-collector.ts';
import type { IsoInstant } from '#src/time/units.ts';

export interface ReadOptions {
  /** Where all roads are kept, the main ones alone beyond; null keeps everything. */
  readonly area: RoadArea | null;
  /** @param share of the reading that is done, from 0 to 1 */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** How many points of roads there is room for; reckoned from the machine's memory. */
  readonly mostPoints?: number;
}

export interface RoadsRead {
  readonly graph: RoadGraph;
  /** Of the oldest of the files that say it. */
  readonly dataFrom: IsoInstant | null;
}

/**
 * Reads the roads of OpenStreetMap extracts (`.osm.pbf`), of neighbouring regions for instance, as one graph. The files are
 * read twice, a block at a time: first their ways, then the nodes those pass.
 * @throws SaidToPeople when a file cannot be read, is no extract, or holds no road that is wanted
 * @throws the signal's reason when it is aborted
 */
export const readRoadGraph = (paths: readonly string[], options: ReadOptions): Promise<RoadsRead> =>
  withFiles(paths, (sources) => readRoadSources(sources, options));

const withFiles = <Result>(
  paths: readonly string[],
  use: (sources: readonly ByteSource[]) => Promise<Result>,
  opened: readonly ByteSource[] = [],
): Promise<Result> => {
  const [path, ...others] = paths;
  return path === undefined ? use(opened) : withFile(path, (source) => withFiles(others, use, [...opened, source]));
};

/** The same from bytes wherever they are. */
export const readRoadSources = async (sources: readonly ByteSource[], options: ReadOptions): Promise<RoadsRead> => {
  const reading = createReading(sources, options);
  const names = sources.map(({ name }) => name);
  const mostPoints = options.mostPoints ?? mostPointsIn(memoryHere(), options.area !== null);
  const { collector, nodeBlobs, dataFrom } = await collectWays(reading, names, mostPoints);
  if (collector.wayCount === 0) throw sayNoRoads(names);
  // Each step's columns are left behind by the next: none keeps a name here.
  const graph = joinSegments(cutRoads(await placeNodes(reading, collector, nodeBlobs, options.area)));
  if (graph.nodeCount === 0) throw options.area === null ? sayNoRoads(names) : sayElsewhere(names);
  return { graph, dataFrom };
};

/** Files read twice over, with where it is at. */
interface Reading {
  readonly sources: readonly ByteSource[];
  /** To be called between blobs. @param bytes read of the two times all bytes */
  readonly pass: (bytes: number) => void;
}

const createReading = (sources: readonly ByteSource[], { onProgress, signal }: ReadOptions): Reading => {
  const total = 2 * sources.reduce((sum, { size }) => sum + size, 0);
  return {
    sources,
    pass: (bytes) => {
      signal?.throwIfAborted();
      onProgress?.(total === 0 ? 1 : bytes / total);
    },
  };
};

interface FirstReading {
  readonly collector: WayCollector;
  /** Of each file, where the blobs that hold nodes begin. */
  readonly nodeBlobs: readonly (readonly number[])[];
  readonly dataFrom: IsoInstant | null;
}

const collectWays = async (
  { sources, pass }: Reading,
  names: readonly string[],
  mostPoints: number,
): Promise<FirstReading> => {
  const collector = new WayCollector(mostPoints, () => sayTooLarge(names));
  const nodeBlobs: number[][] = [];
  let dataFrom: IsoInstant | null = null;
  let before = 0;
  for (const source of sources) {
    if (source.size === 0) throw sayEmpty(source.name);
    if (nodeBlobs.length > 0) collector.beginNextFile();
    const withNodes: number[] = [];
    nodeBlobs.push(withNodes);
    for (let at = 0; at < source.size;) {
      pass(before + at);
      const { type, next, data } = await readBlob(source, at);
      if (at === 0 && type !== 'OSMHeader') throw sayNotAnExtract(source.name, await source.read(0, 64));
      if (type === 'OSMHeader')
        dataFrom = oldest(
          dataFrom,
          decoding(source, () => readHeader(source.name, data)),
        );
      if (type === 'OSMData' && decoding(source, () => collectBlock(openDataBlock(data), collector)))
        withNodes.push(at);
      at = next;
    }
    before += source.size;
  }
  return { collector, nodeBlobs, dataFrom };
};

const oldest = (one: IsoInstant | null, other: IsoInstant | null): IsoInstant | null =>
  one === null || (other !== null && other < one) ? other : one;

/** @returns whether the block holds nodes, to be read the second time */
const collectBlock = (block: DataBlock, collector: WayCollector): boolean => {
  let hasNodes = false;
  for (const group of block.groups)
    if (group.kind === WAYS) readWays(block, group, collector);
    else if (group.kind === NODES || group.kind === DENSE_NODES) hasNodes = true;
  return hasNodes;
};

const placeNodes = async (
  { sources, pass }: Reading,
  collector: WayCollector,
  nodeBlobs: FirstReading['nodeBlobs'],
  area: RoadArea | null,
): Promise<RawRoads> => {
  const { index, firstPoint, points, ways } = collector.finish();
  const placer = new NodePlacer(index, area === null ? () => true : createAreaTest(area));
  let before = sources.reduce((sum, { size }) => sum + size, 0);
  for (const [number, source] of sources.entries()) {
    for (const at of nodeBlobs[number] ?? []) {
      pass(before + at);
      const { data } = await readBlob(source, at);
      decoding(source, () => placeBlock(openDataBlock(data), placer));
    }
    before += source.size;
  }
  pass(before);
  const { longitudes, latitudes, marks } = placer;
  return { longitudes, latitudes, marks, firstPoint, points, ways };
};

const placeBlock = (block: DataBlock, placer: NodePlacer): void => {
  for (const group of block.groups)
    if (group.kind === NODES || group.kind === DENSE_NODES) readNodes(block, group, placer);
};
