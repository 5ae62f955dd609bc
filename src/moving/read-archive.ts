import { open, type Entry, type ZipFile } from 'yauzl';
import { type Manifest, manifest, MANIFEST, rowsOfFile, tableOfFile } from '#src/moving/archive.ts';
import type { MovedTerritory, Row } from '#src/moving/moved-rows.ts';

/** What an archive says, or why it cannot be read. */
export type ArchiveRead =
  | { readonly kind: 'read'; readonly about: Manifest; readonly moved: MovedTerritory }
  | { readonly kind: 'refused'; readonly reason: 'not-an-archive' | 'later-format' | 'cut-short' | 'too-large' };

/** Larger than any territory seen, smaller than what stops a process: half a gigabyte of text a file, two in all. */
const MOST_BYTES_OF_FILE = 500e6;
const MOST_BYTES = 2e9;

/** Reads an archive of a territory. What is not ours in it is passed over. */
export const readArchive = async (path: string): Promise<ArchiveRead> => {
  const texts = new Map<string, string>();
  let bytes = 0;
  try {
    for await (const { entry, read } of entriesOf(path)) {
      if (entry.fileName !== MANIFEST && tableOfFile(entry.fileName) === undefined) continue;
      bytes += entry.uncompressedSize;
      if (entry.uncompressedSize > MOST_BYTES_OF_FILE || bytes > MOST_BYTES)
        return { kind: 'refused', reason: 'too-large' };
      texts.set(entry.fileName, await read());
    }
    return understood(texts);
  } catch {
    return { kind: 'refused', reason: 'not-an-archive' };
  }
};

const understood = (texts: ReadonlyMap<string, string>): ArchiveRead => {
  const written: unknown = JSON.parse(texts.get(MANIFEST) ?? 'null');
  const about = manifest.safeParse(written);
  if (!about.success) {
    const isLater = typeof written === 'object' && written !== null && 'format' in written;
    return { kind: 'refused', reason: isLater ? 'later-format' : 'not-an-archive' };
  }
  const tables = new Map<string, readonly Row[]>();
  for (const [name, text] of texts) {
    const table = tableOfFile(name);
    if (table !== undefined) tables.set(table, rowsOfFile.parse(JSON.parse(text)));
  }
  const whole = Object.entries(about.data.rows).every(([table, count]) => (tables.get(table)?.length ?? 0) === count);
  if (!whole) return { kind: 'refused', reason: 'cut-short' };
  return { kind: 'read', about: about.data, moved: { migration: about.data.migration, tables } };
};

interface OpenEntry {
  readonly entry: Entry;
  readonly read: () => Promise<string>;
}

/** The files of a zip, one by one; yauzl holds what comes out to the size that was announced. */
async function* entriesOf(path: string): AsyncGenerator<OpenEntry> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });
  try {
    for (;;) {
      const entry = await nextEntry(zip);
      if (entry === null) return;
      yield { entry, read: () => textOf(zip, entry) };
    }
  } finally {
    zip.close();
  }
}

const nextEntry = (zip: ZipFile): Promise<Entry | null> =>
  new Promise((resolve, reject) => {
    const done = (answer: () => void) => (): void => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      answer();
    };
    zip.on('entry', (entry: Entry) => {
      done(() => {
        resolve(entry);
      })();
    });
    zip.on(
      'end',
      done(() => {
        resolve(null);
      }),
    );
    zip.on('error', (error: Error) => {
      done(() => {
        reject(error);
      })();
    });
    zip.readEntry();
  });

const textOf = async (zip: ZipFile, entry: Entry): Promise<string> => {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};
