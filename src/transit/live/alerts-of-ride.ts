import type { RideLeg } from '#src/transit/journey/journey.ts';
import type { Alert, AlertSelector, EpochSeconds, TripSelector } from '#src/transit/live/live.ts';
import type { RideAlert } from '#src/transit/journey/live-ride.ts';
import type { ServiceSeconds, Timetable } from '#src/transit/timetable/timetable.ts';

/** A ride shows no more of them: the page has to be read. */
const MOST_ALERTS = 3;

/** The run of a ride, as far as alerts look at it. */
export interface AlertedRun {
  /** In the routes of its timetable. */
  readonly route: number;
  /** When it starts, by its service date; null when that is not known. */
  readonly start: ServiceSeconds | null;
  /** While the ride is made. */
  readonly from: EpochSeconds;
  readonly until: EpochSeconds;
}

/** The alerts that count while a ride is made, for its network, its line, its trip or the stops where one gets on or off. */
export const alertsOf = (
  timetable: Timetable,
  alerts: readonly Alert[],
  leg: RideLeg,
  run: AlertedRun,
): readonly RideAlert[] => {
  const ride = rideOf(timetable, leg, run);
  const { from, until } = run;
  const found = new Map<string, RideAlert>();
  for (const { periods, about, title, text, url } of alerts) {
    const counts = periods.length === 0 || periods.some((period) => period.from <= until && from < period.until);
    if (counts && about.some((selector) => fits(selector, ride))) found.set(`${title}\n${text}`, { title, text, url });
  }
  return [...found.values()].slice(0, MOST_ALERTS);
};

interface Ride {
  readonly agencyId: string | undefined;
  readonly routeId: string;
  readonly routeType: number | undefined;
  readonly tripId: string;
  readonly serviceDate: string;
  readonly start: ServiceSeconds | null;
  /** Where one gets on and off, and their stations. */
  readonly stopIds: ReadonlySet<string>;
}

const rideOf = (timetable: Timetable, { tripId, serviceDate, line, board, alight }: RideLeg, run: AlertedRun): Ride => {
  const { routes, agencies, stops } = timetable;
  const route = routes[run.route];
  const stopIds = new Set([board.stopId, alight.stopId]);
  for (const id of [board.stopId, alight.stopId]) {
    const parent = stops.parents[stops.ids.indexOf(id)] ?? -1;
    if (parent >= 0) stopIds.add(stops.ids[parent] as string);
  }
  return {
    agencyId: agencies[route?.agency ?? -1]?.id,
    routeId: line.id,
    routeType: route?.type,
    tripId,
    serviceDate,
    start: run.start,
    stopIds,
  };
};

/** One that names nothing we know of is for nobody. */
const fits = ({ agencyId, routeId, routeType, stopId, trip }: AlertSelector, ride: Ride): boolean =>
  [agencyId, routeId, routeType, stopId, trip].some((said) => said !== null) &&
  (agencyId === null || agencyId === ride.agencyId) &&
  (routeId === null || routeId === ride.routeId) &&
  (routeType === null || routeType === ride.routeType) &&
  (stopId === null || ride.stopIds.has(stopId)) &&
  (trip === null || isTrip(trip, ride));

/** Of a trip that runs every so often, one run alone where its hour is said. */
const isTrip = ({ tripId, startDate, startTime }: TripSelector, ride: Ride): boolean =>
  tripId === ride.tripId &&
  (startDate === null || startDate === ride.serviceDate) &&
  (startTime === null || ride.start === null || Math.abs(startTime - ride.start) < SAME_START_SECONDS);

const SAME_START_SECONDS = 60;
