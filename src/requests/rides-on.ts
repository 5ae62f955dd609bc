import type { Request, Ride, Way } from '#src/requests/request.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import { weekdayOfSlot } from '#src/requests/slots.ts';
import { weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { runsOn } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';

/** A ride as one day sees it. */
export interface DayRide {
  readonly request: Request;
  readonly way: Way;
  readonly ride: Ride;
  /** The trip it was agreed on; undefined when the driver drives on purpose. */
  readonly trip: Trip | undefined;
  /** The driver said since that this trip is not driven that day. */
  readonly away: boolean;
}

/** Whether this ride is to be driven on that day, whatever the driver said since. */
export const isOnDay = (request: Pick<Request, 'closing'>, way: Way, ride: Ride, date: IsoDate): boolean => {
  if (ride.state !== 'agreed') return false;
  const { closing } = request;
  // A need that ended otherwise than by being met is driven by nobody.
  if (closing && closing.reason !== 'done' && closing.reason !== 'regular-found') return false;
  if (ride.date !== null) return ride.date === date;
  if (way.when.kind !== 'weekly' || weekdayOfSlot(ride.slot) !== weekdayOf(date)) return false;
  const { from, until } = way.when;
  if (date < from || (until !== null && date > until)) return false;
  // "Fait" ends a weekly need; "régulier trouvé" says that it goes on.
  return closing?.reason !== 'done' || date <= closing.at.slice(0, 10);
};

const isAway = (trip: Trip | undefined, ride: Ride, date: IsoDate): boolean => {
  if (!trip) return false;
  // A one-off trip stops by itself once driven; a regular one that was stopped is driven no more.
  if (trip.state === 'stopped') return ride.date === null && trip.schedule.kind === 'regular';
  return trip.schedule.kind === 'regular' && !runsOn(trip.schedule, date);
};

/** The hour under which a ride is listed: what is known of it, from the most exact to the vaguest. */
export const hourOf = ({ way: { window }, trip }: Pick<DayRide, 'way' | 'trip'>): TimeOfDay => {
  if (window.kind === 'leave-at') return window.at;
  const departure = trip?.schedule.departure ?? null;
  if (departure !== null) return departure;
  if (window.kind === 'arrive-by') return window.at;
  return { morning: 8 * 60, afternoon: 14 * 60, any: 24 * 60 }[window.kind];
};

/**
 * All rides of a day, by hour: dated ones, and weekly ones that fall on it.
 * @param requests open and closed ones that can still be of use that day
 * @param trips of the rides, by id
 */
export const ridesOn = (
  requests: readonly Request[],
  trips: ReadonlyMap<string, Trip>,
  date: IsoDate,
): readonly DayRide[] =>
  requests
    .flatMap((request) =>
      agreedRides(request).flatMap((ride): readonly DayRide[] => {
        const way = findWay(request, ride.wayId);
        if (!way || !isOnDay(request, way, ride, date)) return [];
        const trip = ride.tripId === null ? undefined : trips.get(ride.tripId);
        return [{ request, way, ride, trip, away: isAway(trip, ride, date) }];
      }),
    )
    .toSorted((a, b) => hourOf(a) - hourOf(b) || (a.ride.id < b.ride.id ? -1 : 1));
