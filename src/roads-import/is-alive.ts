import type { RoadImport } from '#src/roads-import/road-store.ts';

/** A running import says so every second: after this long without a word, its process is gone. */
export const SILENT = { seconds: 60 } as const;

/** Whether an import is going on, in whatever process. */
export const isAlive = (last: RoadImport | null, now: Temporal.Instant): last is RoadImport =>
  last?.state === 'running' && Temporal.Instant.compare(Temporal.Instant.from(last.seenAt), now.subtract(SILENT)) >= 0;
