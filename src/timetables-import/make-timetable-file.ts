import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OnProgress } from '#src/imports/works.ts';
import { TIMETABLE_FILE } from '#src/sources/download-faults.ts';
import { downloadIfNewer, type Validators } from '#src/sources/download.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import type { TimetableStep } from '#src/timetables-import/feed-store.ts';
import type { TimetableMade, TimetableOrder } from '#src/timetables-import/import-messages.ts';
import { unwrapGzip } from '#src/timetables-import/unwrap-gzip.ts';
import { decodeTimetable, encodeTimetable } from '#src/transit/timetable/timetable-file.ts';

/** Ten times the zip of all regional trains of France. */
const MOST_BYTES = 300e6;
/** Share of the whole that a download takes on an ordinary line, in hundredths; then reading, up to saving. */
const DOWNLOADED = 30;
const READ = 95;
const UNKNOWN: Validators = { etag: null, lastModified: null };

/**
 * From a feed, as a file or at an address, to the bytes of a timetable. What was downloaded is kept while the download is not
 * over, and removed once it has served.
 * @throws SaidToPeople for whatever a person can mend
 */
export const makeTimetableFile = async (
  order: TimetableOrder,
  onProgress: OnProgress<TimetableStep>,
): Promise<TimetableMade> => {
  const { source } = order;
  if (source.kind === 'file') return makeFrom(source.path, order, UNKNOWN, onProgress);
  const downloaded = await downloadIfNewer(source.url, {
    folder: order.downloads,
    anyAddress: order.anyAddress,
    wanted: TIMETABLE_FILE,
    login: order.login,
    known: order.known,
    mostBytes: MOST_BYTES,
    onProgress: (share) => onProgress('downloading', Math.floor(share * DOWNLOADED)),
  });
  if (downloaded.kind === 'same') return { kind: 'same' };
  const { path, etag, lastModified } = downloaded;
  try {
    return await makeFrom(path, order, { etag, lastModified }, onProgress);
  } finally {
    await rm(dirname(path), { recursive: true, force: true });
  }
};

const makeFrom = async (
  given: string,
  order: TimetableOrder,
  validators: Validators,
  onProgress: OnProgress<TimetableStep>,
): Promise<TimetableMade> => {
  const path = await unwrapGzip(given, order.downloads, MOST_BYTES);
  try {
    return await readFrom(path, order, validators, onProgress);
  } finally {
    if (path !== given) await rm(path, { force: true });
  }
};

const readFrom = async (
  path: string,
  { source, zone, builtAt }: TimetableOrder,
  validators: Validators,
  onProgress: OnProgress<TimetableStep>,
): Promise<TimetableMade> => {
  const before = source.kind === 'address' ? DOWNLOADED : 0;
  const { timetable, report } = await readFeed(path, {
    zone,
    builtAt,
    onProgress: (share) => onProgress('reading', Math.floor(before + (READ - before) * share)),
  });
  onProgress('saving', READ);
  const bytes = encodeTimetable(timetable);
  // Read back as the service will: what cannot be is never put to use.
  const { about } = decodeTimetable(bytes);
  return { kind: 'made', bytes, about, report, ...validators };
};
