import type { Trip } from '#src/trips/trip.ts';

/** What matching and a result card know of a driver: no number, no address. */
export interface DriverCard {
  readonly id: string;
  readonly firstName: string;
  /** For the team only; the public reads `initial`. */
  readonly lastName: string;
  /** "M." of "Martin"; empty without a last name. */
  readonly initial: string;
  /** The three recorded consents; silence is refusal. */
  readonly listed: boolean;
  readonly numberShown: boolean;
  readonly neighbours: boolean;
  /** Spoken to by the team (design decision 21). */
  readonly welcomed: boolean;
  readonly setAside: boolean;
}

/** A trip with the card of who drives it. Never changed in place: a change makes another offer. */
export interface Offer {
  readonly trip: Trip;
  readonly driver: DriverCard;
}
