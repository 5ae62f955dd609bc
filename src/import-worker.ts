// Runs in a thread of its own: a region takes minutes of computing, during which the service goes on answering.
import { parentPort, workerData } from 'node:worker_threads';
import { isOutOfMemory } from '#src/imports/out-of-memory.ts';
import { type ImportMessage, type OnProgress, type Work, WORKS } from '#src/imports/works.ts';
import type { ImportOrder } from '#src/roads-import/import-messages.ts';
import { makeRoadFile } from '#src/roads-import/make-road-file.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { TimetableOrder } from '#src/timetables-import/import-messages.ts';
import { makeTimetableFile } from '#src/timetables-import/make-timetable-file.ts';

const say = (message: ImportMessage<string, unknown>, handedOver: ArrayBuffer[] = []): void => {
  parentPort?.postMessage(message, handedOver);
};

let said = '';

/** Each per cent once: a reading reports thousands of times. */
const onProgress: OnProgress<string> = (step, percent) => {
  const words = `${step} ${percent}`;
  if (words === said) return;
  said = words;
  say({ kind: 'progress', step, percent });
};

const { work, order } = workerData as { readonly work: Work; readonly order: unknown };
try {
  const made =
    work === 'roads'
      ? await makeRoadFile(order as ImportOrder, onProgress)
      : await makeTimetableFile(order as TimetableOrder, onProgress);
  say({ kind: 'made', made }, 'bytes' in made ? [made.bytes.buffer] : []);
} catch (error) {
  const sentence =
    error instanceof SaidToPeople ? error.message : isOutOfMemory(error) ? WORKS[work].outOfMemory : null;
  say({ kind: 'failed', sentence, stack: error instanceof Error ? (error.stack ?? error.name) : 'unknown' });
}
