import type { RoadArea } from '#src/roads/road-area.ts';
import { withFile } from '#src/sources/openstreetmap/byte-source.ts';
import { sayEmpty, sayNotAnExtract, sayTooLarge } from '#src/sources/openstreetmap/faults.ts';
import { hasRoomFor, memoryHere } from '#src/sources/openstreetmap/memory-need.ts';
import { decoding, readBlob } from '#src/sources/openstreetmap/read-blob.ts';
import { readHeader } from '#src/sources/openstreetmap/read-header.ts';
import { basename } from 'node:path';

/**
 * Looks at extracts before they are read, for nobody to wait minutes for a refusal: whether each begins as one should, and
 * whether this machine has the memory.
 * @param memory of the machine, in bytes
 * @throws SaidToPeople when a file is no extract, or all of them are too much
 */
export const weighExtract = async (
  paths: readonly string[],
  area: RoadArea | null,
  memory: number = memoryHere(),
): Promise<void> => {
  let bytes = 0;
  for (const path of paths)
    bytes += await withFile(path, async (source) => {
      if (source.size === 0) throw sayEmpty(source.name);
      const { type, data } = await readBlob(source, 0);
      if (type !== 'OSMHeader') throw sayNotAnExtract(source.name, await source.read(0, 64));
      decoding(source, () => readHeader(source.name, data));
      return source.size;
    });
  if (!hasRoomFor(bytes, area !== null, memory)) throw sayTooLarge(paths.map((path) => basename(path)));
};
