import type { Point } from '#src/places/place.ts';
import type { Request, Ride, TimeWindow } from '#src/requests/request.ts';
import { agreedRides, findWay, saysWhy } from '#src/requests/settlement.ts';
import { spanOf, weekdayOfSlot } from '#src/requests/slots.ts';
import { weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, Minutes, TimeOfDay } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

/** One ride promised by a driver, with what decides whether it can be driven beside the others. */
export interface DrivenRide {
  readonly rideId: string;
  /** The day, or null for a ride of every week. */
  readonly date: IsoDate | null;
  /** 1 to 7; null when neither a day nor a weekday is known. */
  readonly weekday: number | null;
  /** First and last day of a ride of every week. */
  readonly first: IsoDate;
  readonly last: IsoDate | null;
  readonly from: Point;
  readonly to: Point;
  readonly window: TimeWindow;
  /** Places taken in the car. */
  readonly seats: number;
  /** The trip it is part of; null when it is driven on purpose. */
  readonly trip: Pick<Trip, 'id' | 'schedule' | 'stops' | 'seats' | 'maxDetour'> | null;
}

/** What the day of a driver is measured with. */
export interface DayMeasure {
  readonly minutes: (from: Point, to: Point) => Minutes;
  /** Detour of a driver who set no limit. */
  readonly largestDetour: Minutes;
}

/** Why some rides of one driver cannot all be driven. */
export interface DayConflict {
  /** 'seats': more people than places. 'times': two places at once. 'detour': longer than the driver accepts. */
  readonly kind: 'seats' | 'times' | 'detour';
  readonly rideIds: readonly string[];
}

/** Rides made in one go: the same trip, or the same two places at the same hour. */
interface Drive {
  readonly rides: readonly DrivenRide[];
  readonly startsAt: TimeOfDay | null;
  readonly endsAt: TimeOfDay | null;
  readonly start: Point;
  readonly end: Point;
}

const within = (date: IsoDate, { first, last }: DrivenRide): boolean =>
  first <= date && (last === null || date <= last);

/** Whether `other` is driven on a day of `ride`: a ride of every week is put beside those of every week only, and a day beside both. */
const onDayOf = (ride: DrivenRide, other: DrivenRide): boolean => {
  if (ride.date !== null && other.date !== null) return ride.date === other.date;
  if (ride.weekday === null || ride.weekday !== other.weekday || other.date !== null) return false;
  if (ride.date !== null) return within(ride.date, other);
  return within(ride.first > other.first ? ride.first : other.first, ride.first > other.first ? other : ride);
};

const placeOf = ({ latitude, longitude }: Point): string => `${latitude.toFixed(3)} ${longitude.toFixed(3)}`;

/** What is one go: a trip by its id, other rides by where and when. */
const goOf = ({ trip, from, to, window, rideId }: DrivenRide): string => {
  if (trip !== null && trip.schedule.departure !== null) return `trip ${trip.id}`;
  if (!('at' in window)) return `ride ${rideId}`;
  return `${window.kind} ${window.at} ${placeOf(from)} ${placeOf(to)}`;
};

const driveOf = (rides: readonly DrivenRide[], { minutes }: DayMeasure): Drive => {
  const [{ trip, from, to, window }] = rides as readonly [DrivenRide];
  const departure = trip?.schedule.departure ?? null;
  if (trip !== null && departure !== null) {
    const points = trip.stops.map(({ point }) => point);
    const lasts = points.slice(1).reduce((sum, point, leg) => sum + minutes(points[leg] ?? point, point), 0);
    return {
      rides,
      startsAt: departure,
      endsAt: departure + lasts,
      start: points[0] ?? from,
      end: points.at(-1) ?? to,
    };
  }
  const lasts = minutes(from, to);
  const known = 'at' in window ? window.at : null;
  const startsAt = known === null ? null : window.kind === 'arrive-by' ? known - lasts : known;
  return { rides, startsAt, endsAt: startsAt === null ? null : startsAt + lasts, start: from, end: to };
};

const idsOf = (rides: readonly DrivenRide[]): readonly string[] => rides.map(({ rideId }) => rideId);

const seatsConflict = ({ rides }: Drive): readonly DayConflict[] => {
  const places = rides[0]?.trip?.seats ?? null;
  const taken = rides.reduce((sum, { seats }) => sum + seats, 0);
  return places !== null && taken > places ? [{ kind: 'seats', rideIds: idsOf(rides) }] : [];
};

/** The cheapest place of a passenger's two ends on a road that keeps its first and last points. */
const withPassenger = (road: readonly Point[], from: Point, to: Point, { minutes }: DayMeasure) => {
  const length = (points: readonly Point[]): Minutes =>
    points.slice(1).reduce((sum, point, leg) => sum + minutes(points[leg] ?? point, point), 0);
  let best: { readonly road: readonly Point[]; readonly lasts: Minutes } | undefined;
  for (let board = 1; board < road.length; board += 1)
    for (let alight = board; alight < road.length; alight += 1) {
      const tried = [...road.slice(0, board), from, ...road.slice(board, alight), to, ...road.slice(alight)];
      const lasts = length(tried);
      if (best === undefined || lasts < best.lasts) best = { road: tried, lasts };
    }
  return best ?? { road, lasts: length(road) };
};

/** A single passenger was chosen with their detour in sight: only what several add up to is looked at. */
const detourConflict = ({ rides }: Drive, measure: DayMeasure): readonly DayConflict[] => {
  const trip = rides[0]?.trip ?? null;
  const ends = new Map(rides.map((ride) => [`${placeOf(ride.from)} ${placeOf(ride.to)}`, ride]));
  if (trip === null || trip.schedule.departure === null || ends.size < 2) return [];
  let road: readonly Point[] = trip.stops.map(({ point }) => point);
  const alone = road.slice(1).reduce((sum, point, leg) => sum + measure.minutes(road[leg] ?? point, point), 0);
  let lasts = alone;
  for (const { from, to } of ends.values()) ({ road, lasts } = withPassenger(road, from, to, measure));
  return lasts - alone > (trip.maxDetour ?? measure.largestDetour) ? [{ kind: 'detour', rideIds: idsOf(rides) }] : [];
};

const timesConflict = (a: Drive, b: Drive, { minutes }: DayMeasure): readonly DayConflict[] => {
  if (a.startsAt === null || b.startsAt === null || a.endsAt === null || b.endsAt === null) return [];
  const [first, second] = a.startsAt <= b.startsAt ? [a, b] : [b, a];
  const ready = (first.endsAt ?? 0) + minutes(first.end, second.start);
  // Within a minute: hours are whole, travel is not.
  if (ready <= (second.startsAt ?? 0) + 1) return [];
  return [{ kind: 'times', rideIds: [...idsOf(first.rides), ...idsOf(second.rides)] }];
};

/**
 * What one driver's rides have against each other: places in the car, two places at once, the detour they add up to. An
 * hour that nobody said is against nothing.
 */
export const dayConflicts = (rides: readonly DrivenRide[], measure: DayMeasure): readonly DayConflict[] => {
  const conflicts: DayConflict[] = [];
  const seen = new Set<string>();
  for (const ride of rides) {
    const day = rides.filter((other) => other === ride || onDayOf(ride, other));
    const key = idsOf(day).toSorted().join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    const drives = [...Map.groupBy(day, goOf).values()].map((some) => driveOf(some, measure));
    for (const [at, drive] of drives.entries()) {
      conflicts.push(...seatsConflict(drive), ...detourConflict(drive, measure));
      for (const other of drives.slice(at + 1)) conflicts.push(...timesConflict(drive, other, measure));
    }
  }
  return conflicts;
};

/** Whether all the rides of one driver can be driven: what the service never lets go by unsaid. */
export const canAllBeDriven = (rides: readonly DrivenRide[], measure: DayMeasure): boolean =>
  dayConflicts(rides, measure).length === 0;

const drivenRide = (request: Request, ride: Ride, trips: ReadonlyMap<string, Trip>): readonly DrivenRide[] => {
  const way = findWay(request, ride.wayId);
  if (!way) return [];
  return [
    {
      rideId: ride.id,
      date: ride.date,
      weekday: ride.date === null ? (weekdayOfSlot(ride.slot) ?? null) : weekdayOf(ride.date),
      ...spanOf(way.when),
      from: way.from.point,
      to: way.to.point,
      window: way.window,
      seats: request.seats,
      trip: ride.tripId === null ? null : (trips.get(ride.tripId) ?? null),
    },
  ];
};

/** What a driver promised to drive in these requests. */
export const drivenRides = (
  requests: readonly Request[],
  driverId: string,
  trips: ReadonlyMap<string, Trip>,
): readonly DrivenRide[] =>
  // A request that ended without being driven leaves nobody waiting.
  requests
    .filter(({ closing }) => closing === null || !saysWhy(closing.reason))
    .flatMap((request) =>
      agreedRides(request)
        .filter((ride) => ride.driverId === driverId)
        .flatMap((ride) => drivenRide(request, ride, trips)),
    );
