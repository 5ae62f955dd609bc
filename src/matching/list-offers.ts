import type { Offer } from '#src/matching/offer.ts';

/**
 * All offers of one territory that the public may read, up to date with the last committed write; stopped and finished
 * ones may be among them. The very same list is given again as long as nothing changed: keep what is derived beside it.
 */
export type ListOffers = (territoryId: string) => Promise<readonly Offer[]>;
