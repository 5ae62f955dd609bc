import type { Stop } from '#src/places/place.ts';
import type { IsoDate, IsoInstant, Minutes, TimeOfDay, WeekdayMask } from '#src/time/units.ts';

/** Days, both included, on which a regular trip does not run. */
export interface DateRange {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** A trip that comes back every week. */
export interface RegularSchedule {
  readonly kind: 'regular';
  /** At least one day. */
  readonly weekdays: WeekdayMask;
  /** null = "variable": the driver says the hour when asked. */
  readonly departure: TimeOfDay | null;
  /** First and last day of validity; null = open. */
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly excluded: readonly DateRange[];
  /** The first day on which it runs again; null = not paused; '9999-12-31' = until further notice. */
  readonly pausedUntil: IsoDate | null;
}

/** A trip made once. */
export interface OneOffSchedule {
  readonly kind: 'one-off';
  readonly date: IsoDate;
  readonly departure: TimeOfDay | null;
}

export type Schedule = RegularSchedule | OneOffSchedule;

/** What the car takes besides people. */
export const CAR_TAKES = ['wheelchair', 'walker', 'dog', 'child-seat'] as const;
export type CarTakes = (typeof CAR_TAKES)[number];

/** 'free' = "ponctuel et gratuit, pour rendre service"; 'shared' = "régulier, partage des frais à voir ensemble". */
export type KindOfHelp = 'free' | 'shared';

/** Where people meet. Public only when it is one of the territory's meeting points (design decision 7). */
export interface MeetingPlace {
  readonly text: string;
  /** Id of the territory's meeting point; null = free text, for the team and for a passenger after contact. */
  readonly placeId: string | null;
}

/** One direction offered by a driver. Its way back is a second trip that names it in `returnOf`, with a life of its own. */
export interface Trip {
  readonly id: string;
  readonly territoryId: string;
  readonly driverId: string;
  readonly returnOf: string | null;
  readonly schedule: Schedule;
  /** In the order of travel: from, the communes on the way, to. At least two. */
  readonly stops: readonly Stop[];
  readonly seats: number | null;
  /** The driver's own limit, which wins over the territory's bands; null = none said. */
  readonly maxDetour: Minutes | null;
  /** How much earlier or later than their hour the driver would leave for someone; 0 when they did not say. */
  readonly flexibility: Minutes;
  readonly meetingPlace: MeetingPlace | null;
  readonly remarks: string;
  readonly carTakes: readonly CarTakes[];
  readonly help: KindOfHelp;
  /** 'stopped' is final; a pause belongs to the schedule. */
  readonly state: 'active' | 'stopped';
  /** An import leaves it true until the team has read the line: never shown to the public meanwhile. */
  readonly toVerify: boolean;
  /** Last time the driver said it still holds. */
  readonly confirmedAt: IsoInstant;
  /** "Toujours d'accord ?": times asked since `confirmedAt`. */
  readonly timesAsked: number;
  readonly createdAt: IsoInstant;
  /** Grows by one at each write. */
  readonly version: number;
}
