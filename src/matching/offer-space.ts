import type { Offer } from '#src/matching/offer.ts';
import type { Asking, OfferWay } from '#src/matching/offer-glance.ts';
import type { Preparation } from '#src/matching/prepared-offer.ts';
import type { Point } from '#src/places/place.ts';
import type { Ticks } from '#src/roads/weight.ts';
import type { Minutes, TimeOfDay } from '#src/time/units.ts';

/** Where a passenger may be picked up and set down, and how far drivers go for it. */
export interface Surroundings {
  readonly pickups: readonly Point[];
  readonly dropoffs: readonly Point[];
  /** The detour allowed to drivers who set no limit of their own. */
  readonly most: Ticks;
  readonly asking: Asking;
}

/** An offer that may be told and may fit. */
export interface Found {
  /** Far away in memory: to be asked for only when something else than what is said here has to be known. */
  readonly offer: Offer;
  /** The detour that it takes at least, wherever it passes. */
  readonly least: Ticks;
  readonly measuredBy: Preparation;
  /** Whether it is surely driven on a day asked; else its schedule says. */
  readonly runs: boolean;
  /** Where one way was asked and the trip has no stop on the way: `least` is its detour. Nothing else has to be read of it. */
  readonly straight: StraightFound | null;
}

export interface StraightFound extends OfferWay {
  /** Travel from the start of the trip to the pick-up. */
  readonly beforePickup: Ticks;
  readonly departure: TimeOfDay | null;
  readonly flexibility: Minutes;
}

/** Offers measured by one metric, found without looking at those that pass far away. */
export interface OfferSpace {
  readonly preparation: Preparation;
  readonly add: (offer: Offer) => void;
  readonly remove: (offer: Offer) => void;
  /** None that is asked for and fits is missing; some that do not fit may be there. */
  readonly near: (surroundings: Surroundings) => readonly Found[];
}
