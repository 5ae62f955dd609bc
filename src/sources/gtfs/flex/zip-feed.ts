import { buffer } from 'node:stream/consumers';
import { stringify } from 'csv-stringify/sync';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { FeedTable } from '#src/transit/on-demand/flex-calendars.ts';

/** The files of a feed in one zip, as GTFS wants them: commas, UTF-8, a line of names first. */
export const zipFeed = async (
  tables: readonly FeedTable[],
  now: Temporal.Instant,
): Promise<Uint8Array<ArrayBuffer>> => {
  const zip = new ZipFile();
  const mtime = new Date(now.epochMilliseconds);
  for (const { name, columns, rows } of tables)
    zip.addBuffer(Buffer.from(stringify([columns, ...rows], { record_delimiter: '\r\n' })), name, { mtime });
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream as Readable));
};
