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

const suitsDay = ({ schedule }: Trip, way: Way): boolean => {
  if (schedule.kind === 'one-off') return way.when.kind === 'dates' && way.when.dates.includes(schedule.date);
  const days = daysOf(way);
  return way.when.kind === 'within' ? (schedule.weekdays & days) !== 0 : (schedule.weekdays & days) === days;
};

/** Whom the team would call for a way, as it looked when the request was alive: pauses and holidays are of today. */
export const fittingTrips = (
  { geography }: DemoContext,
  trips: readonly Trip[],
  way: Way,
  before: IsoDate,
): readonly FittingTrip[] => {
  const { window, from, to } = way;
  const asked = window.kind === 'morning' ? 9 * 60 : window.kind === 'afternoon' ? 14 * 60 : 'at' in window ? window.at : null;
  const ride = geography.minutes(from.point, to.point);
  const leave = asked === null ? null : window.kind === 'arrive-by' ? asked - ride : asked;
  return trips
    .flatMap((trip): readonly FittingTrip[] => {
      const { departure } = trip.schedule;
      if (trip.state !== 'active' || trip.createdAt.slice(0, 10) > before || !suitsDay(trip, way)) return [];
      if (leave !== null && departure !== null && Math.abs(departure - leave) > NEAR_HOUR) return [];
      const [start, end] = [trip.stops[0], trip.stops.at(-1)];
      if (!start || !end) return [];
      const detour =
        geography.minutes(start.point, from.point) +
        ride +
        geography.minutes(to.point, end.point) -
        geography.minutes(start.point, end.point);
      return detour <= LONGEST_DETOUR ? [{ trip, detour }] : [];
    })
    .toSorted((a, b) => a.detour - b.detour);
};
