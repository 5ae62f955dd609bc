import { type DemoContext } from '#src/demo/demo-context.ts';
import type { Way } from '#src/requests/request.ts';
import { weekdayOf } from '#src/time/dates.ts';
import { AFTERNOON_STARTS } from '#src/time/half-days.ts';
import type { IsoDate, Minutes, TimeOfDay, WeekdayMask } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Detour a driver of the demo was ever asked for. */
const LONGEST_DETOUR: Minutes = 18;
/** How early before an appointment, or how long to wait after it. */
const LONGEST_WAIT: Minutes = 80;
/** Real roads are slower than the demo's guess: nobody is set down at the last minute. */
const MARGIN: Minutes = 8;
/** A way back at no given hour is not before the afternoon is spent. */
const LATE_BACK: TimeOfDay = 16 * 60;

export interface FittingTrip {
  readonly trip: Trip;
  readonly detour: Minutes;
}

const daysOf = ({ when }: Way): WeekdayMask => {
  switch (when.kind) {
    case 'dates':
      return when.dates.reduce((mask, date) => mask | weekdayBit(weekdayOf(date)), 0);
    case 'within':
      return 31;
    case 'weekly':
      return when.weekdays;
  }
};

const suitsDay = ({ schedule }: Trip, { when }: Way, days: WeekdayMask): boolean => {
  if (schedule.kind === 'one-off') return when.kind === 'dates' && when.dates.includes(schedule.date);
  return when.kind === 'within' ? (schedule.weekdays & days) !== 0 : (schedule.weekdays & days) === days;
};

/** Sets down in time, and never before someone could be ready to go. */
const suitsHour = ({ window, direction }: Way, pickup: TimeOfDay, ride: Minutes): boolean => {
  const arrival = pickup + ride;
  switch (window.kind) {
    case 'arrive-by':
      return arrival <= window.at - MARGIN && arrival >= window.at - LONGEST_WAIT;
    case 'leave-at':
      return pickup >= window.at && pickup <= window.at + LONGEST_WAIT;
    case 'morning':
      return arrival <= 10 * 60 + 30;
    case 'afternoon':
      return pickup >= AFTERNOON_STARTS && pickup <= 15 * 60;
    case 'any':
      return direction === 'outward' || pickup >= LATE_BACK;
  }
};

/** Whom the team would call for a way, as it looked when the request was alive: pauses and holidays are of today. */
export const fittingTrips = (
  { geography }: DemoContext,
  trips: readonly Trip[],
  way: Way,
  before: IsoDate,
): readonly FittingTrip[] => {
  const { from, to } = way;
  const ride = geography.minutes(from.point, to.point);
  const days = daysOf(way);
  const fits: FittingTrip[] = [];
  for (const trip of trips) {
    const { departure } = trip.schedule;
    if (!suitsDay(trip, way, days)) continue;
    const [start, end] = [trip.stops[0], trip.stops.at(-1)];
    // Instants and days compare as text: a trip offered that day was offered before its evening.
    if (!start || !end || trip.state !== 'active' || trip.createdAt > `${before}T23`) continue;
    const approach = geography.minutes(start.point, from.point);
    if (departure !== null && !suitsHour(way, departure + approach, ride)) continue;
    const detour = approach + ride + geography.minutes(to.point, end.point) - geography.minutes(start.point, end.point);
    if (detour <= LONGEST_DETOUR) fits.push({ trip, detour });
  }
  return fits.toSorted((a, b) => a.detour - b.detour);
};
