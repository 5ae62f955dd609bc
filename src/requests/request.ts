import type { Stop } from '#src/places/place.ts';
import type { IsoDate, IsoInstant, TimeOfDay, WeekdayMask } from '#src/time/units.ts';

/** When a way is needed. */
export type When =
  | { readonly kind: 'dates'; readonly dates: readonly IsoDate[] }
  /** Any one day of the period ("dans les 7 jours"). */
  | { readonly kind: 'within'; readonly from: IsoDate; readonly until: IsoDate }
  | {
      readonly kind: 'weekly';
      readonly weekdays: WeekdayMask;
      readonly from: IsoDate;
      /** null = no end known. */
      readonly until: IsoDate | null;
    };

/** The hour of a way: an appointment and a departure are two things, and vague answers are real answers. */
export type TimeWindow =
  | { readonly kind: 'arrive-by'; readonly at: TimeOfDay }
  | { readonly kind: 'leave-at'; readonly at: TimeOfDay }
  | { readonly kind: 'morning' }
  | { readonly kind: 'afternoon' }
  | { readonly kind: 'any' };

/** What the passenger needs of the car or of the driver. */
export const NEEDS = ['wheelchair', 'walker', 'cane', 'companion', 'bags', 'dog', 'child-seat'] as const;
export type Need = (typeof NEEDS)[number];

/** Coarse on purpose, always optional, never public. */
export const MOTIVES = ['health', 'shopping', 'administration', 'work', 'visit', 'leisure', 'other'] as const;
export type Motive = (typeof MOTIVES)[number];

/**
 * One occasion of a way that has to be settled: a date 'YYYY-MM-DD', a weekday 'weekday-1' (Monday) to 'weekday-7', or
 * 'any-day' for a way asked "within" a period.
 */
export type Slot = string;

/** How someone comes home: whoever drove them waits, comes back for them, or another driver brings them. */
export const WAYS_HOME = ['waits', 'comes-back', 'other-driver'] as const;
export type WayHome = (typeof WAYS_HOME)[number];

/** One direction of a request. */
export interface Way {
  readonly id: string;
  readonly direction: 'outward' | 'return';
  readonly from: Stop;
  readonly to: Stop;
  readonly when: When;
  readonly window: TimeWindow;
  /** What was answered about the way home: on a return only, absent while nobody knows. */
  readonly wayHome?: WayHome;
}

/**
 * Why a ride is made: 'on-the-way' the driver goes there anyway, 'on-purpose' they go because the passenger asked, free of
 * charge.
 */
export type Regime = 'on-the-way' | 'on-purpose';

/** Ride: a slot of a way with its driver (trajet convenu). */
export interface Ride {
  readonly id: string;
  readonly wayId: string;
  readonly slot: Slot;
  /** The day when the slot has one, or the day agreed for 'any-day'; null for a weekday. */
  readonly date: IsoDate | null;
  readonly driverId: string;
  readonly tripId: string | null;
  /** Of the passenger's way; on purpose, of the whole drive from the driver's door and back. */
  readonly kilometres: number | null;
  readonly regime: Regime;
  readonly state: 'agreed' | 'cancelled';
  readonly createdAt: IsoInstant;
}

/** A slot settled without a driver of ours. */
export interface SettledOtherwise {
  readonly wayId: string;
  readonly slot: Slot;
  readonly reason: ClosingReason;
}

export const CLOSING_REASONS = [
  'done',
  'regular-found',
  'not-done',
  'no-solution',
  'other-way',
  'cancelled',
  'duplicate',
  'unreachable',
  'out-of-scope',
] as const;
/** 'done' fait, 'regular-found' régulier trouvé, 'no-solution' pas de solution, 'other-way' autre moyen... */
export type ClosingReason = (typeof CLOSING_REASONS)[number];

export interface Closing {
  readonly reason: ClosingReason;
  readonly at: IsoInstant;
  readonly byMember: string | null;
}

/** What was said aloud to a caller, with its hour. */
export interface SpokenPromise {
  readonly dueAt: IsoInstant;
  readonly saidAt: IsoInstant;
  readonly byMember: string | null;
  readonly keptAt: IsoInstant | null;
}

/** Someone who asks for another person. */
export interface AskedFor {
  readonly name: string;
  readonly number: string;
  /** Whether the asker, and not the passenger, is to be called back. */
  readonly callBackAsker: boolean;
}

/** A need of one passenger: one or two ways, each with its occasions. */
export interface Request {
  readonly id: string;
  readonly territoryId: string;
  readonly passengerId: string;
  readonly askedFor: AskedFor | null;
  readonly source: 'phone' | 'form' | 'import' | 'neighbour' | 'demo';
  readonly ways: readonly Way[];
  readonly rides: readonly Ride[];
  readonly settledOtherwise: readonly SettledOtherwise[];
  readonly needs: readonly Need[];
  readonly motive: Motive | null;
  readonly seats: number;
  /** Free words of the passenger or of the team, for the team. */
  readonly note: string;
  /** The trip the passenger had chosen in the list, when the request comes from it. */
  readonly chosenTripId: string | null;
  readonly promise: SpokenPromise | null;
  /** The day on which it comes back to the list "à rappeler": a closed recurrent request has one too. */
  readonly reviewOn: IsoDate | null;
  /** Whether the passenger's number may be given to the driver, asked when settling; null = not asked. */
  readonly passengerNumberShared: boolean | null;
  /** The member at work on it. */
  readonly memberId: string | null;
  readonly closing: Closing | null;
  readonly createdAt: IsoInstant;
  readonly updatedAt: IsoInstant;
  readonly version: number;
}
