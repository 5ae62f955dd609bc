import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readFile } from 'node:fs/promises';
import { runInThread } from '#src/imports/run-in-thread.ts';
import type { TimetableStep } from '#src/timetables-import/feed-store.ts';
import type { TimetableMade, TimetableOrder } from '#src/timetables-import/import-messages.ts';
import { decodeTimetable } from '#src/transit/timetable/timetable-file.ts';
import type { Bench, BenchOptions } from '#src/bench/bench.ts';

const FULL = '../shared/data/gtfs/sncf-ter-2025-01.zip';
const SMALL = '../shared/data/gtfs/cg71-2013-derived.zip';

/** A feed brought from an address and read in its thread, as the service does it, beside a thread that goes on answering. */
export const run = async ({ small }: BenchOptions): Promise<Bench> => {
  const path = small ? SMALL : FULL;
  if (!existsSync(path)) return { name: `Horaires : ${path} n’est pas là`, figures: [] };
  const folder = await mkdtemp(join(tmpdir(), 'lotocar-bench-gtfs-'));
  const server = createServer((_request, response) => void createReadStream(path).pipe(response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    const order: TimetableOrder = {
      source: { kind: 'address', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gtfs.zip` },
      login: null,
      known: null,
      zone: 'Europe/Paris',
      downloads: folder,
      anyAddress: true,
      builtAt: '2025-01-22T08:00:00.000Z',
    };
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    const made = await runInThread<TimetableStep, TimetableMade>('timetable', order, {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    const seconds = (performance.now() - started) / 1000;
    delay.disable();
    clearInterval(watch);
    if (made.kind === 'same') throw new Error('nothing was made');
    // The reference, which travels from one machine to another: the bytes of the zip read and hashed once.
    const hashed = performance.now();
    await crypto.subtle.digest('SHA-256', await readFile(path));
    const reference = (performance.now() - hashed) / 1000;
    const opened = performance.now();
    const timetable = decodeTimetable(made.bytes);
    const open = performance.now() - opened;
    return {
      name: `Horaires : ${timetable.stopTimes.stops.length} passages`,
      figures: [
        { name: 'import_seconds', value: seconds, unit: 's' },
        { name: 'import_over_hash', value: seconds / reference, unit: 'fois' },
        { name: 'import_mebibytes', value: (most - before) / 2 ** 20, unit: 'Mio' },
        { name: 'answering_p99_ms', value: delay.percentile(99) / 1e6, unit: 'ms' },
        { name: 'open_ms', value: open, unit: 'ms' },
        { name: 'file_mebibytes', value: made.bytes.length / 2 ** 20, unit: 'Mio' },
      ],
    };
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
};
