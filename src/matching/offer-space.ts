import type { Offer } from '#src/matching/offer.ts';
import type { Preparation } from '#src/matching/prepared-offer.ts';
import type { Point } from '#src/places/place.ts';
import type { Ticks } from '#src/roads/weight.ts';

/** Where a passenger may be picked up and set down, and how far drivers go for it. */
export interface Surroundings {
  readonly pickups: readonly Point[];
  readonly dropoffs: readonly Point[];
  /** The detour allowed to drivers who set no limit of their own. */
  readonly most: Ticks;
}

/** An offer that may fit, and the detour that it takes at least, wherever it passes. */
export interface Found {
  readonly offer: Offer;
  readonly least: Ticks;
}

/** Offers measured by one metric, found without looking at those that pass far away. */
export interface OfferSpace {
  readonly preparation: Preparation;
  readonly add: (offer: Offer) => void;
  readonly remove: (offer: Offer) => void;
  /** None that fits is missing; some that do not fit may be there. */
  readonly near: (surroundings: Surroundings) => readonly Found[];
}
