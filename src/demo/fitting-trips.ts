import { type DemoContext } from '#src/demo/demo-context.ts';
import type { Way } from '#src/requests/request.ts';
import { weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, Minutes, WeekdayMask } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Detour a driver of the demo was ever asked for. */
const LONGEST_DETOUR: Minutes = 18;
/** How far from the hour asked. */
const NEAR_HOUR: Minutes = 75;

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

/** Whom the team would call for a way, as it looked when the request was alive: pauses and holidays are of today. */
export const fittingTrips = (
  { geography }: DemoContext,
  trips: readonly Trip[],
  way: Way,
  before: IsoDate,
): readonly FittingTrip[] => {
  const { window, from, to } = way;
  const asked =
    window.kind === 'morning' ? 9 * 60 : window.kind === 'afternoon' ? 14 * 60 : 'at' in window ? window.at : null;
  const ride = geography.minutes(from.point, to.point);
  const leave = asked === null ? null : window.kind === 'arrive-by' ? asked - ride : asked;
  const days = daysOf(way);
  const fits: FittingTrip[] = [];
  for (const trip of trips) {
    const { departure } = trip.schedule;
    if (!suitsDay(trip, way, days)) continue;
    if (leave !== null && departure !== null && Math.abs(departure - leave) > NEAR_HOUR) continue;
    const [start, end] = [trip.stops[0], trip.stops.at(-1)];
    // Instants and days compare as text: a trip offered that day was offered before its evening.
    if (!start || !end || trip.state !== 'active' || trip.createdAt > `${before}T23`) continue;
    const detour =
      geography.minutes(start.point, from.point) +
      ride +
      geography.minutes(to.point, end.point) -
      geography.minutes(start.point, end.point);
    if (detour <= LONGEST_DETOUR) fits.push({ trip, detour });
  }
  return fits.toSorted((a, b) => a.detour - b.detour);
};
