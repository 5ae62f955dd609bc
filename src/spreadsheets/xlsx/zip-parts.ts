import { type Entry, fromBufferPromise } from 'yauzl';
import { SheetRefused } from '#src/spreadsheets/limits.ts';

/** The files in a workbook, by name. Names are keys, never paths of a disk. */
export interface ZipParts {
  readonly names: ReadonlySet<string>;
  /** What a file holds; nothing when it is not there. @throws SheetRefused when it would hold too much */
  read(name: string): AsyncIterable<Uint8Array>;
}

/** Ten thousand rows of thirty columns weigh some 15 MB; what weighs more when it comes out is not a sheet of people. */
const MOST_BYTES_OF_PART = 40e6;
const MOST_BYTES = 80e6;
const MOST_PARTS = 2000;

const tooMuch = (): SheetRefused =>
  new SheetRefused(
    'Ce classeur contient trop de choses une fois ouvert. Gardez seulement la feuille à reprendre, dans un nouveau classeur, puis recommencez.',
  );

/** Opens a zip held in memory; yauzl holds what comes out of each file to the size that was announced. */
export const openZip = async (bytes: Uint8Array): Promise<ZipParts> => {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  });
  if (zip.entryCount > MOST_PARTS) throw tooMuch();
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  let bytesRead = 0;
  return {
    names: new Set(entries.keys()),
    async *read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      bytesRead += entry.uncompressedSize;
      if (entry.uncompressedSize > MOST_BYTES_OF_PART || bytesRead > MOST_BYTES) throw tooMuch();
      for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Uint8Array;
    },
  };
};
