import type { IsoInstant } from '#src/time/units.ts';

/** Who acts, on what they read: two members on the same sheet do not undo each other. */
export interface Act {
  readonly territoryId: string;
  readonly requestId: string;
  /** The version their page showed. */
  readonly expectedVersion: number;
  readonly memberId: string;
}

/** Now, and as it is kept. */
export interface Moment {
  readonly instant: Temporal.Instant;
  readonly at: IsoInstant;
}
