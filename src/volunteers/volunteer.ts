import type { DriverCard } from '#src/people/driver-card.ts';
import type { Stop } from '#src/places/place.ts';
import type { IsoDate, IsoInstant, Minutes, WeekdayMask } from '#src/time/units.ts';
import type { CarTakes, DateRange } from '#src/trips/trip.ts';

/** What a driver says of the drives they accept to make on purpose: all that a form asks. */
export interface VolunteerDetails {
  /** Where they leave from and come back to. Read by the team only, and by themselves. */
  readonly home: Stop;
  /** Weekdays on which they are free in the morning, and in the afternoon; at least one of all. */
  readonly mornings: WeekdayMask;
  readonly afternoons: WeekdayMask;
  /** How far from home they go, by the road: both ends of a way lie within it. */
  readonly radius: Minutes;
  readonly takes: readonly CarTakes[];
  /** Requests for which they may be asked in a calendar month; null = no limit said. */
  readonly mostAMonth: number | null;
  /** Days away, both included. */
  readonly absences: readonly DateRange[];
}

/** A driver who accepts to drive on purpose, besides the trips they make anyway: always free of charge. */
export interface Volunteer extends VolunteerDetails {
  readonly personId: string;
  readonly territoryId: string;
  /** The first day on which they may be asked again; null = not paused; '9999-12-31' = until further notice. */
  readonly pausedUntil: IsoDate | null;
  readonly createdAt: IsoInstant;
  /** Grows by one at each write. */
  readonly version: number;
}

/** What matching knows of who they are. For the team: what they consented to the public concerns nobody here. */
export type VolunteerCard = Pick<DriverCard, 'id' | 'firstName' | 'lastName' | 'welcomed' | 'setAside'>;

/** A volunteer with their card, as matching reads them. */
export interface OnCall {
  readonly volunteer: Volunteer;
  readonly driver: VolunteerCard;
}

/** How much a volunteer was asked to drive on purpose in a calendar month: each request counts once. */
export interface MonthLoad {
  readonly asked: number;
  readonly agreed: number;
}

/** The limits of what a form takes. */
export const MOST_RADIUS: Minutes = 180;
export const MOST_A_MONTH = 31;

export type VolunteerRefusal = 'no-half-day' | 'bad-radius' | 'bad-most' | 'ends-before-start';

const isMask = (mask: WeekdayMask): boolean => Number.isInteger(mask) && mask >= 0 && mask <= 127;

/** Why these words make no volunteer; undefined when they do. */
export const refuseVolunteer = (details: VolunteerDetails): VolunteerRefusal | undefined => {
  const { mornings, afternoons, radius, mostAMonth, absences } = details;
  if (!isMask(mornings) || !isMask(afternoons) || (mornings | afternoons) === 0) return 'no-half-day';
  if (!(radius >= 1 && radius <= MOST_RADIUS)) return 'bad-radius';
  if (mostAMonth !== null && !(Number.isInteger(mostAMonth) && mostAMonth >= 1 && mostAMonth <= MOST_A_MONTH))
    return 'bad-most';
  return absences.some(({ from, until }) => until < from) ? 'ends-before-start' : undefined;
};
