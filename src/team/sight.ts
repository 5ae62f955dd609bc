import type { IsoDate } from '#src/time/units.ts';

/**
 * What a referent of some communes sees of a territory (docs/decisions/011): the requests that start or end there and those
 * in their own care, the people who made them, the drivers who start from there, and of the other drivers those who were
 * asked or ride for one of these requests, or fit one that is open. The passengers, drivers and volunteers of their communes
 * are theirs to look after; the others they call, and the team looks after them.
 */
export interface Sight {
  readonly territoryId: string;
  readonly memberId: string;
  readonly communeCodes: readonly string[];
  /** The driver of a ride is seen until the day after it. */
  readonly yesterday: IsoDate;
  /** Drivers who fit an open request in sight, or were found for a wish kept: asked once for a page, and only when it matters. */
  readonly fitting: () => Promise<ReadonlySet<string>>;
}

/** Whoever merely fits a request of theirs is not theirs to change. */
export class NotTheirs extends Error {
  constructor(personId: string) {
    super(`person ${personId} is not theirs to change`);
    this.name = 'NotTheirs';
  }
}
