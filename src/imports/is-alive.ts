import type { IsoInstant } from '#src/time/units.ts';

/** A running import says so every second: after this long without a word, its process is gone. */
export const SILENT = { seconds: 60 } as const;

/** Whether an import is going on, in whatever process. */
export const isAlive = <Running extends { readonly state: string; readonly seenAt: IsoInstant }>(
  last: Running | null,
  now: Temporal.Instant,
): last is Running =>
  last?.state === 'running' && Temporal.Instant.compare(Temporal.Instant.from(last.seenAt), now.subtract(SILENT)) >= 0;
