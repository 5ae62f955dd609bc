import type { Approach } from '#src/matching/match-query.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Slot } from '#src/requests/request.ts';
import type { IsoDate, Metres, Minutes, TimeOfDay } from '#src/time/units.ts';
import type { CarTakes } from '#src/trips/trip.ts';

/** Size of the detour, by the territory's bands; above `large` only a driver's own limit lets it in, as 'large'. */
export type Band = 'direct' | 'small' | 'large';

/** Which end of the passenger's way. */
export type WayEnd = 'from' | 'to';

/** Why this offer fits, as data: the page writes the words. In the order to be said. */
export type Reason =
  /** The driver starts from (or goes to) the passenger's own commune. */
  | { readonly kind: 'same-commune'; readonly end: WayEnd }
  /** The driver stops in that commune, stops near it, or it lies on the way between two stops. */
  | {
      readonly kind: 'passes-by';
      readonly end: WayEnd;
      readonly communeName: string;
      readonly how: 'stop' | 'near-stop' | 'on-the-way';
    }
  | { readonly kind: 'detour'; readonly minutes: Minutes; readonly estimated: boolean }
  /** Beyond the territory's limit, but within the driver's own. */
  | { readonly kind: 'driver-accepts-more'; readonly limit: Minutes }
  /** The driver says the hour when asked. */
  | { readonly kind: 'variable-hour' }
  /** The driver did not say that the car takes it: to be asked. */
  | { readonly kind: 'ask-about'; readonly takes: CarTakes }
  /** The trip of a neighbouring territory: its own team asks the driver. */
  | { readonly kind: 'neighbour'; readonly territoryId: string };

/** How a passenger's way is put into a trip. */
export interface Fit {
  readonly offer: Offer;
  readonly band: Band;
  /** Minutes added to the driver's own journey, never negative; round up to show. */
  readonly detour: Minutes;
  /** Added to the driver's own journey, never negative; measured when it is asked for. */
  readonly detourMetres: () => Metres;
  /** Whole minutes, early rather than late; null when the driver's hour is variable. After midnight it is the next day's. */
  readonly pickupAt: TimeOfDay | null;
  /** Whole minutes, late rather than early. */
  readonly arriveAt: TimeOfDay | null;
  /** Where the passenger walks to be picked up, and from where they are set down; null when the car comes to the place asked. */
  readonly walkBefore: Approach | null;
  readonly walkAfter: Approach | null;
  /** The passenger gets in after this stop of `trip.stops` (0 = the start) and out after that one (at or before the next). */
  readonly boardAfterStop: number;
  readonly alightAfterStop: number;
  /** Occasions of the query it serves: dates, 'weekday-1'..., or 'any-day'; empty when the query asks for no day. */
  readonly slots: readonly Slot[];
  /** The days on which it would be driven, in order, the first 14 at most. */
  readonly dates: readonly IsoDate[];
  /** Times come from the great circle, not from the roads. */
  readonly estimated: boolean;
}

/** A way from the passenger's destination back to the start, later the same day. */
export interface WayBack extends Fit {
  /** The driver offered it as the return of this very trip. */
  readonly linked: boolean;
}

/** One offer that fits, with its reasons. */
export interface Match extends Fit {
  /** Name of the commune on the way that explains the match ("passe par Assier"); null when the ends say it all. */
  readonly passesBy: string | null;
  readonly why: readonly Reason[];
  /** What the passenger needs and the driver did not declare. */
  readonly askAbout: readonly CarTakes[];
  /**
   * null when the hour suits. Otherwise the minutes by which the driver would have to leave later (positive) or earlier
   * (negative) to suit: "s'il partait 10 min plus tard".
   */
  readonly missesBy: Minutes | null;
  /**
   * The hour suits because the driver would leave later (positive) or earlier (negative), as they said they might, by so many
   * minutes; 0 when it suits as it is. The hours told are those the driver said.
   */
  readonly shift: Minutes;
  /** null: this driver offers no way back that fits. */
  readonly wayBack: WayBack | null;
  /** When the query asks for it and this driver brings nobody back: the best way back with someone else. */
  readonly otherBack: WayBack | null;
}

/** A day not asked on which drivers go that way. */
export interface OtherDay {
  readonly date: IsoDate;
  /** 1 = Monday ... 7 = Sunday. */
  readonly weekday: number;
  /** Offers that run that day, whatever the hour. */
  readonly drivers: number;
  /** Those whose hour suits. */
  readonly onTime: number;
}

/** A part of the ranked answer, `matches` then `outsideWindow`: what a page is about to show. */
export interface ShownPart {
  readonly skip: number;
  readonly take: number;
}

/** Ranked, and complete unless a part was asked: only that part is then told, but everything is counted. */
export interface MatchResult {
  readonly matches: readonly Match[];
  /** The right day, but outside the tolerance of the hour asked: shown under their own title. */
  readonly outsideWindow: readonly Match[];
  /** How many there are in all. */
  readonly counts: { readonly matches: number; readonly outsideWindow: number };
  /** When `matches` is empty: the days around (at most two weeks, none past) with drivers. */
  readonly otherDays: readonly OtherDay[];
  readonly estimated: boolean;
}
