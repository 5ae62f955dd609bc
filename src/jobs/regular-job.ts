import type { Minutes } from '#src/time/units.ts';

/** What runs by itself. Idempotent: run twice in a row, it does nothing the second time. */
export interface RegularJob {
  /** Kebab-case: its row in the `job` table, and `lotocar job NAME`. */
  readonly name: string;
  /** What it does, in French, for who lists the jobs. */
  readonly label: string;
  /** Between two runs. */
  readonly every: Minutes;
  /** Looked at every half-minute, by cheap reads: true makes it run before it is due. */
  readonly isWanted?: (now: Temporal.Instant) => Promise<boolean>;
  /** What it did, by what it counts. Ids and names never come out. */
  readonly run: (now: Temporal.Instant) => Promise<Readonly<Record<string, number>>>;
}
