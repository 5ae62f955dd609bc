// Runs in a thread of its own: a region takes minutes of computing, during which the service goes on answering.
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportMessage, ImportOrder } from '#src/roads-import/import-messages.ts';
import { isOutOfMemory, OUT_OF_MEMORY } from '#src/roads-import/out-of-memory.ts';
import { makeRoadFile } from '#src/roads-import/make-road-file.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

const say = (message: ImportMessage, handedOver: ArrayBuffer[] = []): void => {
  parentPort?.postMessage(message, handedOver);
};

let said = '';

/** Each per cent once: a reading reports thousands of times. */
const onProgress = (step: ImportStep, percent: number): void => {
  const words = `${step} ${percent}`;
  if (words === said) return;
  said = words;
  say({ kind: 'progress', step, percent });
};

try {
  const made = await makeRoadFile(workerData as ImportOrder, onProgress);
  say({ kind: 'made', made }, [made.bytes.buffer]);
} catch (error) {
  const sentence = error instanceof SaidToPeople ? error.message : isOutOfMemory(error) ? OUT_OF_MEMORY : null;
  say({ kind: 'failed', sentence, stack: error instanceof Error ? (error.stack ?? error.name) : 'unknown' });
}
