import type { Point } from '#src/places/place.ts';
import type { IsoDate, Metres, Minutes } from '#src/time/units.ts';
import type { LiveRide } from '#src/transit/journey/live-ride.ts';
import type { Boarding, RouteKind } from '#src/transit/timetable/timetable.ts';

/**
 * One way to go by public transport on a date. Hours are minutes after that date's midnight as clocks show them, beyond
 * 1439 on the next day: one leaves no later than shown, and is there no later than shown.
 */
export interface Journey {
  /** One leaves the place, on foot if the first leg is a walk. */
  readonly departure: Minutes;
  /** One is at the place one goes to. */
  readonly arrival: Minutes;
  readonly duration: Minutes;
  /** From one vehicle to the next. */
  readonly changes: number;
  /** On foot in all. */
  readonly walking: Minutes;
  /** 0 when the hour suits what was asked, else the minutes it misses by: judged as for drivers. */
  readonly missesBy: Minutes;
  readonly legs: readonly Leg[];
}

export type Leg = WalkLeg | RideLeg;

/** On foot: from the place one leaves, between two stops, or to the place one goes to. */
export interface WalkLeg {
  readonly kind: 'walk';
  readonly from: LegEnd;
  readonly to: LegEnd;
  readonly minutes: Minutes;
  /** Along streets, as estimated. */
  readonly metres: Metres;
}

export interface RideLeg {
  readonly kind: 'ride';
  readonly feedId: string;
  readonly line: Line;
  /** `trip_id` of its feed, and the service date whose timetable it follows: the eve's for a trip that began before midnight. */
  readonly tripId: string;
  readonly serviceDate: IsoDate;
  /** Where it goes: what is written on the vehicle, else its last stop; '' when nobody says. */
  readonly headsign: string;
  /** The number of a train; '' for none. */
  readonly number: string;
  readonly board: Call;
  readonly alight: Call;
  /** Where it stops on the way. */
  readonly between: readonly Call[];
  /** When hours are not exact: it comes about every so many minutes. */
  readonly every: Minutes | null;
  /** One is on board already: the vehicle of the ride before goes on as this trip. */
  readonly isStay?: true;
  /** What is known of it now; absent when nothing is. */
  readonly live?: LiveRide;
}

export interface Line {
  readonly id: string;
  readonly shortName: string;
  readonly longName: string;
  readonly kind: RouteKind;
  readonly color: string | null;
  readonly url: string | null;
  readonly agency: string;
  readonly phone: string | null;
}

/** A place or a stop at one end of a leg. */
export interface LegEnd {
  readonly name: string;
  readonly point: Point;
}

/** A vehicle at a stop. */
export interface Call extends LegEnd {
  readonly stopId: string;
  readonly arrival: Minutes;
  readonly departure: Minutes;
  /** Whether one may get on, and how. */
  readonly pickup: Boarding;
  readonly dropOff: Boarding;
  /** The hour is not certain. */
  readonly approximate: boolean;
}

/** Whether one stays on board at the end of a leg. */
export const isRiddenThrough = (legs: readonly Leg[], at: number): boolean => {
  const next = legs[at + 1];
  return next?.kind === 'ride' && next.isStay === true;
};
