import type { IsoInstant } from '#src/time/units.ts';

/** A tablet left in a town hall or at a referent's: signed in for long, and closed in one gesture. */
export interface Tablet {
  /** Id of its session. */
  readonly id: string;
  readonly device: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly createdAt: IsoInstant;
  readonly seenAt: IsoInstant;
  readonly expiresAt: IsoInstant;
}
