import { allWithin, areStarts, sameLength } from '#src/column-file.ts';
import { dayNumber, isIsoDate } from '#src/time/dates.ts';
import type { StopTimeColumns, Timetable, TripColumns } from '#src/transit/timetable/timetable.ts';

/**
 * Whether a timetable holds together, so that whatever reads it stays within its columns: lengths agree, each number is one of
 * a stop, a trip, a route or a service, and hours never go back along a trip.
 */
export const checkTimetable = (timetable: Timetable): boolean =>
  checkStops(timetable) && checkTrips(timetable) && checkRules(timetable);

const checkStops = ({ stops, agencies, routes }: Timetable): boolean => {
  const count = stops.ids.length;
  return (
    stops.names.length === count &&
    sameLength(stops.parents, stops.latitudes, stops.longitudes, stops.kinds) &&
    stops.parents.length === count &&
    allWithin(stops.parents, -1, count - 1) &&
    allWithin(stops.latitudes, -90, 90) &&
    allWithin(stops.longitudes, -180, 180) &&
    allWithin(stops.kinds, 0, 4) &&
    routes.every(({ agency }) => agency < agencies.length)
  );
};

const checkTrips = ({ about, trips, routes, stops, stopTimes, services }: Timetable): boolean => {
  if (!isIsoDate(about.firstDate) || !isIsoDate(about.lastDate)) return false;
  const days = dayNumber(about.lastDate) - dayNumber(about.firstDate) + 1;
  const count = trips.ids.length;
  return (
    trips.headsigns.length === count &&
    trips.shortNames.length === count &&
    trips.routes.length === count &&
    sameLength(trips.routes, trips.services, trips.blocks) &&
    areStarts(trips.firstStopTime, count, stopTimes.stops.length) &&
    days > 0 &&
    services.wordsPerService === Math.ceil(days / 32) &&
    services.days.length % services.wordsPerService === 0 &&
    allWithin(trips.routes, 0, routes.length - 1) &&
    allWithin(trips.services, 0, services.days.length / services.wordsPerService - 1) &&
    sameLength(stopTimes.stops, stopTimes.arrivals, stopTimes.departures) &&
    allWithin(stopTimes.stops, 0, stops.ids.length - 1) &&
    areInOrder(trips, stopTimes)
  );
};

const areInOrder = ({ firstStopTime }: TripColumns, { arrivals, departures }: StopTimeColumns): boolean => {
  for (let trip = 0; trip + 1 < firstStopTime.length; trip += 1) {
    let before = 0;
    for (let at = firstStopTime[trip] as number; at < (firstStopTime[trip + 1] as number); at += 1) {
      const [arrival, departure] = [arrivals[at] as number, departures[at] as number];
      if (arrival < before || departure < arrival) return false;
      before = departure;
    }
  }
  return true;
};

const checkRules = ({ frequencies, transfers, trips, routes, stops }: Timetable): boolean => {
  const [lastStop, lastTrip, lastRoute] = [stops.ids.length - 1, trips.ids.length - 1, routes.length - 1];
  return (
    sameLength(frequencies.trips, frequencies.starts, frequencies.ends, frequencies.headways, frequencies.exact) &&
    allWithin(frequencies.trips, 0, lastTrip) &&
    allWithin(frequencies.headways, 1) &&
    sameLength(transfers.from, transfers.to, transfers.types, transfers.minSeconds) &&
    sameLength(transfers.from, transfers.fromRoutes, transfers.toRoutes, transfers.fromTrips, transfers.toTrips) &&
    allWithin(transfers.from, 0, lastStop) &&
    allWithin(transfers.to, 0, lastStop) &&
    allWithin(transfers.fromRoutes, -1, lastRoute) &&
    allWithin(transfers.toRoutes, -1, lastRoute) &&
    allWithin(transfers.fromTrips, -1, lastTrip) &&
    allWithin(transfers.toTrips, -1, lastTrip)
  );
};
