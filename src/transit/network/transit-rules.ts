import { WALKED_METRES_PER_MINUTE } from '#src/places/walking.ts';
import type { Metres } from '#src/time/units.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** What a journey asks of the person who makes it, in seconds. */
export interface TransitRules {
  /** To get off one vehicle and be ready for the next; the walk between their stops comes on top. */
  readonly change: number;
  /** Between the stops of two vehicles. */
  readonly longestWalkBetween: number;
  /** From the place one leaves to the first stop, and from the last one to the place one goes to. */
  readonly longestWalkToStop: number;
}

/**
 * For somebody of 70 with a bag: two minutes to change, ten to walk between two stops. The walk at either end is longer,
 * since the point of a commune is its mairie while the person lives nearer to the station, or not; it is always said.
 */
export const TRANSIT_RULES: TransitRules = { change: 120, longestWalkBetween: 600, longestWalkToStop: 1800 };

/** A journey of a day leaves after its midnight; nobody is told to wait at a stop beyond four in the morning. */
export const DAY_ENDS: ServiceSeconds = 28 * 3600;

/** Seconds on foot between two points so far apart in a straight line, a started one counted. */
export const walkSeconds = (straight: Metres): number => Math.ceil((straight / WALKED_METRES_PER_MINUTE) * 60);

/** How far apart two points may be for a walk of so many seconds. */
export const straightMetresIn = (seconds: number): Metres => (seconds / 60) * WALKED_METRES_PER_MINUTE;
