import { type RunOptions, runInThread } from '#src/imports/run-in-thread.ts';
import type { ImportOrder, RoadFileMade } from '#src/roads-import/import-messages.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';

/** Makes a road map in a thread of its own. @throws as `runInThread` does */
export const runWorker = (order: ImportOrder, options: RunOptions<ImportStep>): Promise<RoadFileMade> =>
  runInThread('roads', order, options);
