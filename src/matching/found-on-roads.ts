import type { Offer } from '#src/matching/offer.ts';
import type { OfferGlances } from '#src/matching/offer-glance.ts';
import type { Found, StraightFound } from '#src/matching/offer-space.ts';
import type { Preparation } from '#src/matching/prepared-offer.ts';
import type { Ticks } from '#src/roads/weight.ts';
import type { Minutes, TimeOfDay } from '#src/time/units.ts';

/** What a search of the index says of an offer. */
export interface Said {
  readonly row: number;
  readonly least: Ticks;
  readonly beforePickup: Ticks;
  readonly runs: boolean;
  readonly isStraight: boolean;
}

/** Where the offers found are, and what measures them. */
export interface FoundAmong {
  readonly offers: readonly (Offer | undefined)[];
  readonly glances: OfferGlances;
  readonly measuredBy: Preparation;
}

/**
 * An offer found, by the number of its row: the offer itself is fetched when it is asked for, which is for the few that are
 * told. Hundreds are found, and merely to put them in a list was to wait for each.
 */
export class FoundOnRoads implements Found, StraightFound {
  readonly least: Ticks;
  readonly beforePickup: Ticks;
  readonly runs: boolean;
  readonly straight: StraightFound | null;
  readonly #among: FoundAmong;
  readonly #row: number;

  constructor(among: FoundAmong, { row, least, beforePickup, runs, isStraight }: Said) {
    this.#among = among;
    this.#row = row;
    this.least = least;
    this.beforePickup = beforePickup;
    this.runs = runs;
    this.straight = isStraight ? this : null;
  }

  get offer(): Offer {
    return this.#among.offers[this.#row] as Offer;
  }

  get measuredBy(): Preparation {
    return this.#among.measuredBy;
  }

  get start(): number {
    return this.#among.glances.start(this.#row);
  }

  get end(): number {
    return this.#among.glances.end(this.#row);
  }

  get duration(): Ticks {
    return this.#among.glances.duration(this.#row);
  }

  get limit(): Ticks | null {
    return this.#among.glances.limit(this.#row);
  }

  get departure(): TimeOfDay | null {
    return this.#among.glances.departure(this.#row);
  }

  get flexibility(): Minutes {
    return this.#among.glances.flexibility(this.#row);
  }
}
