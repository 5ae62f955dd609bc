import { getAsset, isSea } from 'node:sea';
import { Worker } from 'node:worker_threads';
import type { ImportMessage, ImportOrder, RoadFileMade } from '#src/roads-import/import-messages.ts';
import { isOutOfMemory, OUT_OF_MEMORY } from '#src/roads-import/out-of-memory.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

const ROADS_MEBIBYTES = 4096;

export interface RunOptions {
  readonly onProgress: (step: ImportStep, percent: number) => void;
  readonly signal: AbortSignal;
  /** The script of the worker: its own by default. */
  readonly script?: URL;
}

/** Name of the worker's script among the assets of the single executable. */
export const WORKER_ASSET = 'import-worker.js';

/** Inside the executable; else beside this file among the sources, or beside the one file of the service once it is built. */
const openWorker = (order: ImportOrder, script: URL | undefined): Worker => {
  // A region's roads take more than what serves its pages: the limit of the process is not theirs.
  const options = { workerData: order, resourceLimits: { maxOldGenerationSizeMb: ROADS_MEBIBYTES } };
  if (script === undefined && isSea()) return new Worker(getAsset(WORKER_ASSET, 'utf8'), { ...options, eval: true });
  const name = import.meta.url.endsWith('.ts') ? './import-worker.ts' : `./${WORKER_ASSET}`;
  return new Worker(script ?? new URL(name, import.meta.url), options);
};

/**
 * Makes a road map in a thread of its own.
 * @throws SaidToPeople for whatever a person can mend, the signal's reason when it is aborted, another Error for a bug of
 * ours or a thread that died
 */
export const runWorker = async (order: ImportOrder, options: RunOptions): Promise<RoadFileMade> => {
  const { onProgress, signal, script } = options;
  signal.throwIfAborted();
  const worker = openWorker(order, script);
  try {
    return await new Promise<RoadFileMade>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.on('message', (message: ImportMessage) => {
        if (message.kind === 'progress') onProgress(message.step, message.percent);
        else if (message.kind === 'made') resolve(message.made);
        else if (message.sentence !== null) reject(new SaidToPeople(message.sentence));
        else reject(Object.assign(new Error('a road map could not be made'), { stack: message.stack }));
      });
      worker.once('error', (error) => reject(isOutOfMemory(error) ? new SaidToPeople(OUT_OF_MEMORY) : error));
      worker.once('exit', (code) => reject(new Error(`the thread that makes road maps ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
};
