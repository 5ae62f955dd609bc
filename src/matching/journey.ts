import type { DaysServed } from '#src/matching/days-served.ts';
import type { RideTimes } from '#src/matching/in-window.ts';
import { goesAgainst, type Insertion, insertWay, type Reach, timesAlong } from '#src/matching/insert-way.ts';
import type { MatchRules } from '#src/matching/match-query.ts';
import type { Band, Fit } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Prepared, PreparedOffers } from '#src/matching/prepared-offers.ts';
import { type Ticks, TICKS_PER_MINUTE, toMinutes, toTicks } from '#src/matching/ticks.ts';
import type { Point, Stop } from '#src/places/place.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { Metres, TimeOfDay } from '#src/time/units.ts';

/** A passenger's way put into one trip at its best place, whatever the day and the hour. */
export interface Journey {
  readonly offer: Offer;
  readonly reach: Reach;
  readonly insertion: Insertion;
  readonly detour: Ticks;
  readonly band: Band;
  /** null when the driver's hour is variable. */
  readonly times: RideTimes | null;
}

/** The journeys that pass by A then B within the limits. */
export interface Journeys {
  readonly of: (offers: PreparedOffers, isOpen: (offer: Offer) => boolean) => readonly Journey[];
  /** undefined when the detour is above the driver's limit (the territory's, if they set none) or against the trip. */
  readonly with: (prepared: Prepared) => Journey | undefined;
}

export const journeysBetween = (metric: TravelMetric, a: Point, b: Point, { bands }: MatchRules): Journeys => {
  const aToB = toTicks(metric.minutes(a, b));
  const [direct, small, large] = [toTicks(bands.direct), toTicks(bands.small), toTicks(bands.large)];
  const withOne = ({ offer, legs }: Prepared): Journey | undefined => {
    const { stops, maxDetour, schedule } = offer.trip;
    const ticksTo = (end: Point) => stops.map((stop) => toTicks(metric.minutes(stop.point, end)));
    const ticksFrom = (end: Point) => stops.map((stop) => toTicks(metric.minutes(end, stop.point)));
    const reach = { legs, toA: ticksTo(a), fromA: ticksFrom(a), toB: ticksTo(b), fromB: ticksFrom(b), aToB };
    const insertion = insertWay(reach);
    const detour = Math.max(0, insertion.added);
    if (detour > (maxDetour === null ? large : toTicks(maxDetour))) return undefined;
    if (detour > direct && goesAgainst(reach, insertion, toTicks(metric.minutes(b, a)))) return undefined;
    const band = detour <= direct ? 'direct' : detour <= small ? 'small' : 'large';
    return { offer, reach, insertion, detour, band, times: rideTimes(schedule.departure, reach, insertion) };
  };
  return {
    with: withOne,
    of: (offers, isOpen) =>
      offers.near(a, b, aToB, large).flatMap((prepared) => (isOpen(prepared.offer) ? (withOne(prepared) ?? []) : [])),
  };
};

/** Whole minutes: the passenger is told to be ready early, and to expect to arrive late. */
const rideTimes = (departure: TimeOfDay | null, reach: Reach, insertion: Insertion): RideTimes | null => {
  if (departure === null) return null;
  const { pickup, ride } = timesAlong(reach, insertion);
  const start = departure * TICKS_PER_MINUTE + pickup;
  return { pickup: Math.floor(toMinutes(start)), arrival: Math.ceil(toMinutes(start + ride)) };
};

const MINUTES_IN_DAY = 1440;

/** The journey as it is told, on the days it serves. */
export const fitOf = (journey: Journey, served: DaysServed, metric: TravelMetric, from: Stop, to: Stop): Fit => {
  const { offer, insertion, detour, band, times } = journey;
  return {
    offer,
    band,
    detour: toMinutes(detour),
    detourMetres: detourMetres(journey, metric, from.point, to.point),
    pickupAt: times && times.pickup % MINUTES_IN_DAY,
    arriveAt: times && times.arrival % MINUTES_IN_DAY,
    boardAfterStop: insertion.boardAfterStop,
    alightAfterStop: insertion.alightAfterStop,
    slots: served.slots,
    dates: served.dates,
    estimated: metric.estimated,
  };
};

const detourMetres = ({ offer, insertion }: Journey, metric: TravelMetric, a: Point, b: Point): Metres => {
  const points = offer.trip.stops.map((stop) => stop.point);
  const { boardAfterStop, alightAfterStop } = insertion;
  const driven = [
    ...points.slice(0, boardAfterStop + 1),
    a,
    ...points.slice(boardAfterStop + 1, alightAfterStop + 1),
    b,
    ...points.slice(alightAfterStop + 1),
  ];
  return Math.max(0, length(driven, metric) - length(points, metric));
};

const length = (points: readonly Point[], metric: TravelMetric): Metres =>
  points.slice(1).reduce((sum, point, index) => sum + metric.metres(points[index] ?? point, point), 0);
