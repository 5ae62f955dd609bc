import type { Offer } from '#src/matching/offer.ts';

/**
 * All offers of one territory, up to date with the last committed write; who may read each is for the caller to ask
 * (`mayBeShown`). The very same list is given again as long as nothing changed: keep what is derived beside it.
 */
export type ListOffers = (territoryId: string) => Promise<readonly Offer[]>;
