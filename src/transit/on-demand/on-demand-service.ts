import type { Point } from '#src/places/place.ts';
import type { Motive, Need } from '#src/requests/request.ts';
import type { IsoDate, Minutes, TimeOfDay, WeekdayMask } from '#src/time/units.ts';

/** What someone without a car may take, beside timetables and drivers; the most like a coach first. */
export const WAY_KINDS = ['on-demand', 'minibus', 'taxi', 'shop', 'hitch-hiking', 'other'] as const;
export type WayKind = (typeof WAY_KINDS)[number];

/** Rings of one polygon, the outer one first, then its holes; `[longitude, latitude]` as GeoJSON writes them. */
export type Polygon = readonly (readonly (readonly [longitude: number, latitude: number])[])[];

/** Where one end of a way may be for a service to serve it. */
export type Area =
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'communes'; readonly codes: readonly string[] }
  /** Stops: one goes there on foot. */
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  | { readonly kind: 'polygons'; readonly polygons: readonly Polygon[] };

/** On which days. */
export interface RunningDays {
  readonly weekdays: WeekdayMask;
  /** null: no first, no last day known. */
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  /** Days that are served, or are not, whatever their weekday. */
  readonly added: readonly IsoDate[];
  readonly removed: readonly IsoDate[];
  /** Départements whose public holidays are not served; none: holidays are days like others. */
  readonly closedOnHolidaysOf: readonly string[];
}

/** From one hour to another; past 24 h after midnight. */
export interface Hours {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
}

/** How long before it has to be asked for. */
export type Notice =
  /** One goes there, nothing is booked. */
  | { readonly kind: 'none' }
  /** When one wants to leave. */
  | { readonly kind: 'real-time' }
  | { readonly kind: 'same-day'; readonly minutes: Minutes }
  | {
      readonly kind: 'days-before';
      readonly days: number;
      readonly until: TimeOfDay;
      /** The days that count ("la veille" of a Monday is a Friday); null: all of them. */
      readonly counted: RunningDays | null;
    };

/** How to ask for it. */
export interface Booking {
  readonly notice: Notice;
  /** E.164. */
  readonly phone: string | null;
  readonly url: string | null;
  /** What the service itself says about it. */
  readonly message: string;
}

/** One way a service may be used: from somewhere in an area to somewhere in another, some days, some hours. */
export interface ServiceLeg {
  readonly from: Area;
  readonly to: Area;
  readonly days: RunningDays;
  /** When one is fetched. */
  readonly pickUp: Hours;
  /** When one is set down. */
  readonly setDown: Hours;
  readonly booking: Booking;
}

/** What is said of a service in words, and for whom and what it is. */
export interface ServiceTerms {
  /** Free words: "2 € le trajet", "dès 70 ans". */
  readonly price: string;
  readonly who: string;
  readonly words: string;
  /** Where to read more. */
  readonly url: string | null;
  /** What it is for; empty: whatever one goes for. */
  readonly motives: readonly Motive[];
  /** Needs it cannot take. */
  readonly unfit: readonly Need[];
}

/** A service as its card needs it: typed by the team, or read from a feed. Public: nothing of anyone. */
export interface OnDemandService extends ServiceTerms {
  readonly id: string;
  readonly kind: WayKind;
  readonly name: string;
  readonly legs: readonly ServiceLeg[];
  /** At any hour of any day: its hours are not worth saying. */
  readonly always: boolean;
  /** Fixed places it goes to and comes from, by name. */
  readonly places: readonly string[];
  /** Who published it, when it was read from a feed. */
  readonly source: string | null;
}
