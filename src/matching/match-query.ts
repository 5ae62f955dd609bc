import type { Stop } from '#src/places/place.ts';
import type { Need, TimeWindow } from '#src/requests/request.ts';
import type { Bands } from '#src/territory/territory.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import type { IsoDate, Minutes, WeekdayMask } from '#src/time/units.ts';

/** The days asked. */
export type MatchWhen =
  | { readonly kind: 'any' }
  | { readonly kind: 'date'; readonly date: IsoDate }
  | { readonly kind: 'dates'; readonly dates: readonly IsoDate[] }
  /** Any one day of the period. */
  | { readonly kind: 'within'; readonly from: IsoDate; readonly until: IsoDate }
  /** Every week on these days; only regular trips can serve them. */
  | {
      readonly kind: 'weekdays';
      readonly mask: WeekdayMask;
      readonly from: IsoDate;
      readonly until: IsoDate | null;
    };

/** Who reads the answer: the public sees only drivers who accepted to be listed. */
export type Audience = 'public' | 'team';

/** A place near an end of the passenger's way where they may also meet the driver, and the walk between the two. */
export interface Approach {
  readonly stop: Stop;
  readonly walk: Minutes;
}

/** One way of a passenger, put to the offers. */
export interface MatchQuery {
  readonly from: Stop;
  readonly to: Stop;
  /** Other places to be picked up and set down, nearest first; none for who does not walk. */
  readonly near?: { readonly from: readonly Approach[]; readonly to: readonly Approach[] };
  /** Whether a way back with another driver is looked for when the same one offers none. */
  readonly pairs?: boolean;
  /** Only this trip: when and where its driver would come by. */
  readonly tripId?: string;
  readonly when: MatchWhen;
  readonly window: TimeWindow;
  readonly audience: Audience;
  readonly needs: readonly Need[];
  /** Places asked in the car, at least 1. */
  readonly seats: number;
  readonly now: LocalMoment;
}

/** The territory's part of the question; a `Territory` is one, seen as `rulesOf(territory)`. */
export interface MatchRules {
  /** Offers of other territories are shown only with their driver's consent for neighbours. */
  readonly territoryId: string;
  /** The neighbours both sides agreed with. */
  readonly neighbourIds: readonly string[];
  readonly bands: Bands;
  readonly tolerance: Minutes;
}
