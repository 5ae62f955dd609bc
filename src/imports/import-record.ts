import type { IsoInstant } from '#src/time/units.ts';

/** An import as it is written down: the one under way, or how the last one ended. */
export interface ImportRecord<Step> {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly step: Step;
  /** Of the whole import, from 0 to 100. */
  readonly percent: number;
  /** Null for the command line, and for what runs by itself. */
  readonly askedBy: string | null;
  readonly startedAt: IsoInstant;
  /** Renewed while it runs: an import whose process died stops renewing it. */
  readonly seenAt: IsoInstant;
  /** What to say of a failure, in French. */
  readonly problem: string | null;
}

/** Where an import is at. */
export type ImportPlace<Step> = Pick<ImportRecord<Step>, 'step' | 'percent' | 'seenAt'>;

/** Why an import ends with nothing new. */
export type ImportStop = 'cancelled' | { readonly problem: string };
