// Runs in a thread of its own: a region takes minutes of computing, during which the service goes on answering.
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportMessage, ImportOrder } from '#src/roads-import/import-messages.ts';
import { makeRoadFile } from '#src/roads-import/make-road-file.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

const say = (message: ImportMessage, transferred: ArrayBuffer[] = []): void => {
  parentPort?.postMessage(message, transferred);
};

/** A few times a second are enough for people. */
const SAID_EVERY_MILLISECONDS = 250;
let saidAt = -Infinity;
let saidStep: ImportStep | null = null;

const onProgress = (step: ImportStep, share: number): void => {
  if (step === saidStep && performance.now() - saidAt < SAID_EVERY_MILLISECONDS) return;
  saidAt = performance.now();
  saidStep = step;
  say({ kind: 'progress', step, share });
};

try {
  const { bytes, about } = await makeRoadFile(workerData as ImportOrder, onProgress);
  say({ kind: 'made', bytes, about }, [bytes.buffer]);
} catch (error) {
  const sentence = error instanceof SaidToPeople ? error.message : null;
  say({ kind: 'failed', sentence, stack: error instanceof Error ? (error.stack ?? error.name) : 'unknown' });
}
