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
  readonly prepared: Prepared;
  readonly ends: Ends;
  readonly reach: Reach;
  readonly insertion: Insertion;
  readonly detour: Ticks;
  readonly band: Band;
  /** null when the driver's hour is variable. */
  readonly times: RideTimes | null;
}

/** The passenger's way, from A to B. */
interface Ends {
  readonly a: Point;
  readonly b: Point;
  readonly metresAToB: Metres;
}

/** The journeys that pass by A then B within the limits. */
export interface Journeys {
  /** Where they may be, to look for them among many. */
  readonly ellipse: Ellipse;
  /** undefined when the detour is above the driver's limit (the territory's, if they set none) or against the trip. */
  readonly with: (prepared: Prepared) => Journey | undefined;
}

const NOT_ASKED = -1;

/** Travel between one point and the stops of a trip: asked once for each place, which thousands of trips share. */
const travelByStop = (
  placeCount: number,
  travel: (point: Point) => Ticks,
): ((prepared: Prepared) => readonly Ticks[]) => {
  const known = new Int32Array(placeCount).fill(NOT_ASKED);
  return ({ places, offer }) => {
    const { stops } = offer.trip;
    const each: Ticks[] = [];
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index] as number;
      let ticks = known[place] as number;
      if (ticks === NOT_ASKED) {
        ticks = travel((stops[index] as Stop).point);
        known[place] = ticks;
      }
      each.push(ticks);
    }
    return each;
  };
};

export const journeysBetween = (
  { metric, preparation }: Surveying,
  a: Point,
  b: Point,
  { bands }: MatchRules,
): Journeys => {
  const aToB = toTicks(metric.minutes(a, b));
  const bToA = metric.symmetric ? aToB : toTicks(metric.minutes(b, a));
  const [direct, small, large] = [toTicks(bands.direct), toTicks(bands.small), toTicks(bands.large)];
  const ends: Ends = { a, b, metresAToB: metric.metres(a, b) };
  const count = preparation.placeCount();
  const travelToA = travelByStop(count, (point) => toTicks(metric.minutes(point, a)));
  const travelToB = travelByStop(count, (point) => toTicks(metric.minutes(point, b)));
  const travelFromA = metric.symmetric ? travelToA : travelByStop(count, (point) => toTicks(metric.minutes(a, point)));
  const travelFromB = metric.symmetric ? travelToB : travelByStop(count, (point) => toTicks(metric.minutes(b, point)));
  return {
    ellipse: preparation.ellipse(a, b, aToB, large),
    with: (prepared) => {
      const { offer, legs } = prepared;
      const { maxDetour, schedule } = offer.trip;
      const toA = travelToA(prepared);
      const toB = travelToB(prepared);
      const fromA = metric.symmetric ? toA : travelFromA(prepared);
      const fromB = metric.symmetric ? toB : travelFromB(prepared);
      const reach = { legs, toA, fromA, toB, fromB, aToB };
      const insertion = insertWay(reach);
      const detour = Math.max(0, insertion.added);
      if (detour > (maxDetour === null ? large : toTicks(maxDetour))) return undefined;
      if (detour > direct && goesAgainst(reach, insertion, bToA)) return undefined;
      const band = detour <= direct ? 'direct' : detour <= small ? 'small' : 'large';
      const times = rideTimes(schedule.departure, reach, insertion);
      return { offer, prepared, ends, reach, insertion, detour, band, times };
    },
  };
};

/** Metres added to the driver's own journey: only the legs that A and B are put into differ from it. */
const metresAdded = ({ prepared, ends, insertion }: Journey, metric: TravelMetric): Metres => {
  const { boardAfterStop: board, alightAfterStop: alight } = insertion;
  const { legMetres } = prepared;
  const { stops } = prepared.offer.trip;
  const before = (leg: number, to: Point): Metres => metric.metres(stops[leg]?.point ?? to, to);
  const after = (leg: number, from: Point): Metres => metric.metres(from, stops[leg + 1]?.point ?? from);
  const { a, b, metresAToB } = ends;
  const driven =
    board === alight
      ? before(board, a) + metresAToB + after(alight, b) - (legMetres[board] ?? 0)
      : before(board, a) +
        after(board, a) +
        before(alight, b) +
        after(alight, b) -
        (legMetres[board] ?? 0) -
        (legMetres[alight] ?? 0);
  return Math.max(0, driven);
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
  const { offer, insertion, detour, band, times } = journey;
  return {
    offer,
    band,
    detour: toMinutes(detour),
    detourMetres: metresAdded(journey, metric),
    pickupAt: times && times.pickup % MINUTES_IN_DAY,
    arriveAt: times && times.arrival % MINUTES_IN_DAY,
    boardAfterStop: insertion.boardAfterStop,
    alightAfterStop: insertion.alightAfterStop,
    slots: served.slots,
    dates: served.dates,
    estimated: metric.estimated,
  };
};
