import type { Request, Ride } from '#src/requests/request.ts';
import { agreedRides, saysWhy } from '#src/requests/settlement.ts';
import { spanOf, weekdayOfSlot } from '#src/requests/slots.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { Seen } from '#test/simulation/seen.ts';

interface Promised {
  readonly ride: Ride;
  readonly request: Request;
}

/** Rides somebody counts on: of requests that are open, or ended well. */
const promisedRides = ({ requests }: Seen): readonly Promised[] =>
  [...requests.values()]
    .filter(({ closing }) => closing === null || !saysWhy(closing.reason))
    .flatMap((request) => agreedRides(request).map((ride) => ({ ride, request })));

const isDrivenOn = (date: string, { ride, request }: Promised): boolean => {
  if (ride.date !== null) return ride.date === date;
  const way = request.ways.find(({ id }) => id === ride.wayId);
  if (!way || weekdayOfSlot(ride.slot) !== weekdayOf(date)) return false;
  const { first, last } = spanOf(way.when);
  return first <= date && (last === null || date <= last);
};

/** Days on which this ride is driven: its own, or the first of its weekdays from a day on. */
const daysOf = (today: string, promised: Promised): readonly string[] => {
  if (promised.ride.date !== null) return promised.ride.date >= today ? [promised.ride.date] : [];
  const way = promised.request.ways.find(({ id }) => id === promised.ride.wayId);
  const from = way && spanOf(way.when).first > today ? spanOf(way.when).first : today;
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(from, days)).filter((date) => isDrivenOn(date, promised));
};

/**
 * No more people than places in a car, on any day. Counted apart from the service: a driver who changed their own trip
 * afterwards is left out, they said it themselves.
 */
export const noCarIsPromisedToMoreThanItsSeats = (seen: Seen): readonly string[] => {
  if (seen.fresh.size === 0) return [];
  const today = localMoment(seen.now, seen.kept.territory.zone).date;
  const byTrip = Map.groupBy(promisedRides(seen), ({ ride }) => ride.tripId ?? '');
  return [...byTrip].flatMap(([tripId, all]) => {
    const trip = seen.trips.get(tripId);
    if (!trip || trip.seats === null || trip.schedule.departure === null || seen.kept.tripsRewritten.has(tripId))
      return [];
    const seats = trip.seats;
    return [...new Set(all.flatMap((one) => daysOf(today, one)))].flatMap((date) => {
      const aboard = all.filter((one) => isDrivenOn(date, one));
      const taken = aboard.reduce((sum, { request }) => sum + request.seats, 0);
      const rides = aboard.map(({ ride }) => ride.id).join(', ');
      return taken > seats ? [`the trip ${tripId} has ${seats} seats on ${date}, promised to ${taken}: ${rides}`] : [];
    });
  });
};
