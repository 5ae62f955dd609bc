import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { ARCHIVE_FORMAT, type Manifest, MANIFEST, README, rowsFile } from '#src/moving/archive.ts';
import { readmeOf } from '#src/moving/readme.ts';
import { sheetsOfTerritory } from '#src/moving/sheets-of-territory.ts';
import type { TerritoryAtOnce, TerritoryMoves } from '#src/moving/territory-moves.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';
import { version } from '#src/version.ts';

/** What an archive is made of. */
export interface ArchiveTools {
  readonly moves: Pick<TerritoryMoves, 'readAtOnce' | 'migration'>;
  readonly now: Temporal.Instant;
}

/**
 * Everything that is kept of a territory, as one zip: sheets for people, rows for another instance. It is written as it is
 * read: a large territory takes no more memory than a small one.
 * @param pour takes the bytes, until the last one
 * @throws what `pour` throws, or the storage
 */
export const writeArchive = async (
  { moves, now }: ArchiveTools,
  territory: Territory,
  pour: (bytes: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> =>
  moves.readAtOnce(territory.id, async (read) => {
    const zip = new ZipFile();
    const mtime = new Date(now.epochMilliseconds);
    const counts: Record<string, number> = {};
    const add = (name: string, parts: () => AsyncIterable<string> | Iterable<string>): void => {
      zip.addReadStreamLazy(name, { mtime }, (open) => {
        open(null, Readable.from(encoded(parts())));
      });
    };
    const sheets = await sheetsOfTerritory(read.stores, territory.zone);
    add(README, () => [readmeOf(territory, sheets, now)]);
    for (const { name, csv } of sheets) add(`tableaux/${name}`, () => [csv]);
    for (const table of read.tables) add(rowsFile(table), () => jsonOf(read, table, counts));
    // Last: what it counts has been read.
    add(MANIFEST, () => {
      const { slug, name } = territory;
      const exportedAt = formatInstant(now);
      const about: Manifest = {
        format: ARCHIVE_FORMAT,
        version,
        migration: moves.migration,
        territory: { slug, name },
        exportedAt,
        rows: counts,
      };
      return [`${JSON.stringify(about, null, 2)}\n`];
    });
    zip.end();
    const bytes = zip.outputStream as Readable;
    // What an entry throws is said of the whole, and would otherwise be waited for in vain.
    (zip as unknown as NodeJS.EventEmitter).on('error', (error: Error) => bytes.destroy(error));
    await pour(bytes);
  });

/** A JSON array of the rows of a table, one a line. */
async function* jsonOf(read: TerritoryAtOnce, table: string, counts: Record<string, number>): AsyncGenerator<string> {
  let count = 0;
  for await (const rows of read.rows(table)) {
    yield rows.map((row, at) => `${count + at === 0 ? '[' : ','}\n${JSON.stringify(row)}`).join('');
    count += rows.length;
  }
  counts[table] = count;
  yield count === 0 ? '[]\n' : '\n]\n';
}

async function* encoded(parts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield Buffer.from(part, 'utf8');
}
