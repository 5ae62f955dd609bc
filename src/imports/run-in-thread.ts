import { getAsset, isSea } from 'node:sea';
import { Worker } from 'node:worker_threads';
import { isOutOfMemory } from '#src/imports/out-of-memory.ts';
import { type ImportMessage, type OnProgress, type Work, WORKS } from '#src/imports/works.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

export interface RunOptions<Step> {
  readonly onProgress: OnProgress<Step>;
  readonly signal: AbortSignal;
  /** The script of the thread: its own by default. */
  readonly script?: URL;
}

/** Name of the thread's script among the assets of the single executable. */
export const WORKER_ASSET = 'import-worker.js';

/** Inside the executable; else at the root of the sources, or beside the one file of the service once it is built. */
const openWorker = (work: Work, order: unknown, script: URL | undefined): Worker => {
  const options = { workerData: { work, order }, resourceLimits: { maxOldGenerationSizeMb: WORKS[work].mebibytes } };
  if (script === undefined && isSea()) return new Worker(getAsset(WORKER_ASSET, 'utf8'), { ...options, eval: true });
  const name = import.meta.url.endsWith('.ts') ? '../import-worker.ts' : `./${WORKER_ASSET}`;
  return new Worker(script ?? new URL(name, import.meta.url), options);
};

/**
 * Does a long work in a thread of its own.
 * @throws SaidToPeople for whatever a person can mend, the signal's reason when it is aborted, another Error for a bug of
 * ours or a thread that died
 */
export const runInThread = async <Step, Made>(
  work: Work,
  order: unknown,
  { onProgress, signal, script }: RunOptions<Step>,
): Promise<Made> => {
  signal.throwIfAborted();
  const worker = openWorker(work, order, script);
  try {
    return await new Promise<Made>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.on('message', (message: ImportMessage<Step, Made>) => {
        if (message.kind === 'progress') onProgress(message.step, message.percent);
        else if (message.kind === 'made') resolve(message.made);
        else if (message.sentence !== null) reject(new SaidToPeople(message.sentence));
        else reject(Object.assign(new Error(`an import of ${work} could not be made`), { stack: message.stack }));
      });
      worker.once('error', (error) => reject(isOutOfMemory(error) ? new SaidToPeople(WORKS[work].outOfMemory) : error));
      worker.once('exit', (code) => reject(new Error(`the thread of an import ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
};
