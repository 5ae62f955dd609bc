import type { DaysServed } from '#src/matching/days-served.ts';
import type { RideTimes } from '#src/matching/in-window.ts';
import { goesAgainst, type Insertion, insertWay, type Reach, timesAlong } from '#src/matching/insert-way.ts';
import type { MatchRules } from '#src/matching/match-query.ts';
import type { Band, Fit } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Ellipse, Preparation, Prepared } from '#src/matching/prepared-offers.ts';
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
  readonly detourMetres: Metres;
  readonly band: Band;
  /** null when the driver's hour is variable. */
  readonly times: RideTimes | null;
}

/** The journeys that pass by A then B within the limits. */
export interface Journeys {
  /** Where they may be, to look for them among many. */
  readonly ellipse: Ellipse;
  /** undefined when the detour is above the driver's limit (the territory's, if they set none) or against the trip. */
  readonly with: (prepared: Prepared) => Journey | undefined;
}

export const journeysBetween = (
  { metric, preparation }: Surveying,
  a: Point,
  b: Point,
  { bands }: MatchRules,
): Journeys => {
  const aToB = toTicks(metric.minutes(a, b));
  const bToA = metric.symmetric ? aToB : toTicks(metric.minutes(b, a));
  const [direct, small, large] = [toTicks(bands.direct), toTicks(bands.small), toTicks(bands.large)];
  const metresAToB = metric.metres(a, b);
  /** Only the legs that A and B are put into differ from the driver's own journey. */
  const metresAdded = (stops: readonly Stop[], legs: readonly Metres[], insertion: Insertion): Metres => {
    const { boardAfterStop: board, alightAfterStop: alight } = insertion;
    const before = (leg: number, to: Point): Metres => metric.metres(stops[leg]?.point ?? to, to);
    const after = (leg: number, from: Point): Metres => metric.metres(from, stops[leg + 1]?.point ?? from);
    const driven =
      board === alight
        ? before(board, a) + metresAToB + after(alight, b) - (legs[board] ?? 0)
        : before(board, a) +
          after(board, a) +
          before(alight, b) +
          after(alight, b) -
          (legs[board] ?? 0) -
          (legs[alight] ?? 0);
    return Math.max(0, driven);
  };
  return {
    ellipse: preparation.ellipse(a, b, aToB, large),
    with: ({ offer, legs, legMetres }) => {
      const { stops, maxDetour, schedule } = offer.trip;
      const toA = stops.map((stop) => toTicks(metric.minutes(stop.point, a)));
      const toB = stops.map((stop) => toTicks(metric.minutes(stop.point, b)));
      const fromA = metric.symmetric ? toA : stops.map((stop) => toTicks(metric.minutes(a, stop.point)));
      const fromB = metric.symmetric ? toB : stops.map((stop) => toTicks(metric.minutes(b, stop.point)));
      const reach = { legs, toA, fromA, toB, fromB, aToB };
      const insertion = insertWay(reach);
      const detour = Math.max(0, insertion.added);
      if (detour > (maxDetour === null ? large : toTicks(maxDetour))) return undefined;
      if (detour > direct && goesAgainst(reach, insertion, bToA)) return undefined;
      const band = detour <= direct ? 'direct' : detour <= small ? 'small' : 'large';
      const times = rideTimes(schedule.departure, reach, insertion);
      return { offer, reach, insertion, detour, detourMetres: metresAdded(stops, legMetres, insertion), band, times };
    },
  };
};

/** What journeys are measured with. */
export interface Surveying {
  readonly metric: TravelMetric;
  readonly preparation: Preparation;
}

/** Whole minutes: the passenger is told to be ready early, and to expect to arrive late. */
const rideTimes = (departure: TimeOfDay | null, reach: Reach, insertion: Insertion): RideTimes | null => {
  if (departure === null) return null;
  const { pickup, ride } = timesAlong(reach, insertion);
  const start = departure * TICKS_PER_MINUTE + pickup;
  return { pickup: Math.floor(toMinutes(start)), arrival: Math.ceil(toMinutes(start + ride)) };
};

const MINUTES_IN_DAY = 1440;

/** The journey as it is told, on the days it serves. */
export const fitOf = (journey: Journey, served: DaysServed, metric: TravelMetric): Fit => {
  const { offer, insertion, detour, detourMetres, band, times } = journey;
  return {
    offer,
    band,
    detour: toMinutes(detour),
    detourMetres,
    pickupAt: times && times.pickup % MINUTES_IN_DAY,
    arriveAt: times && times.arrival % MINUTES_IN_DAY,
    boardAfterStop: insertion.boardAfterStop,
    alightAfterStop: insertion.alightAfterStop,
    slots: served.slots,
    dates: served.dates,
    estimated: metric.estimated,
  };
};
