import type { IsoDate } from '#src/time/units.ts';

/**
 * What a referent of some communes sees of a territory (docs/decisions/011): the requests that start or end there and those
 * in their own care, the people who made them, the drivers who start from there, and of the other drivers those who were
 * asked or ride for one of these requests, or fit one that is open.
 */
export interface Sight {
  readonly territoryId: string;
  readonly memberId: string;
  readonly communeCodes: readonly string[];
  /** The driver of a ride is seen until the day after it. */
  readonly yesterday: IsoDate;
  /** Drivers who fit an open request in sight: asked once for a page, and only when it matters. */
  readonly fitting: () => Promise<ReadonlySet<string>>;
}
