import type { DaysServed } from '#src/matching/days-served.ts';
import type { RideTimes } from '#src/matching/in-window.ts';
import { goesAgainst, type Insertion, insertWay, type Reach, timesAlong } from '#src/matching/insert-way.ts';
import type { Approach, MatchRules } from '#src/matching/match-query.ts';
import type { Band, Fit } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Found, StraightFound } from '#src/matching/offer-space.ts';
import { endOn, metresAdded, type Pair, pairOf, PairReach } from '#src/matching/pair.ts';
import type { Preparation, Prepared } from '#src/matching/prepared-offer.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import { type Ticks, TICKS_PER_MINUTE, toMinutes, toTicks } from '#src/roads/weight.ts';
import type { Metres, TimeOfDay } from '#src/time/units.ts';

/** A passenger's way put into one trip at its best place, whatever the day and the hour. */
export interface Journey {
  readonly offer: Offer;
  readonly metric: TravelMetric;
  /** Where the passenger gets in and out, with the walk there. */
  readonly pickup: Approach;
  readonly dropoff: Approach;
  readonly reach: Reach;
  readonly insertion: Insertion;
  readonly detour: Ticks;
  readonly metresAdded: () => Metres;
  readonly band: Band;
  /** When the passenger leaves home and is where they go, walks included; null when the driver's hour is variable. */
  readonly times: RideTimes | null;
}

/** What decides on the place of a journey in the order. */
export type Sketch = Pick<Journey, 'detour' | 'band' | 'times'>;

/** Journeys that one metric measures. */
export interface Journeys {
  /**
   * The best of those that pass by a pick-up, then a drop-off: the smallest sum of detour and walks, of equal ones the
   * first listed. undefined when every detour is above the driver's limit (the territory's, if they set none) or against
   * the trip.
   */
  readonly make: (found: Found) => Journey | undefined;
  /** The same journey, without a look at the trip where the search knows enough of it. */
  readonly sketch: (found: Found) => Sketch | undefined;
}

/** Where a passenger's way may begin and end: the places asked first, without a walk. */
export interface Ends {
  readonly pickups: readonly Approach[];
  readonly dropoffs: readonly Approach[];
}

export const journeysBetween = (preparation: Preparation, ends: Ends, { bands }: MatchRules): Journeys => {
  const { metric, metresBetween } = preparation;
  const [direct, small, large] = [toTicks(bands.direct), toTicks(bands.small), toTicks(bands.large)];
  const endAt = endOn(preparation);
  const pickups = ends.pickups.map(endAt);
  const dropoffs = ends.dropoffs.map(endAt);
  const pairs = pickups.flatMap((a) => dropoffs.map((b) => pairOf(metric, a, b)));

  const bandOf = (detour: Ticks): Band => (detour <= direct ? 'direct' : detour <= small ? 'small' : 'large');

  const journeyBy = (pair: Pair, prepared: Prepared): Journey | undefined => {
    const { a, b, bToA } = pair;
    const { maxDetour, schedule } = prepared.offer.trip;
    const reach = new PairReach(pair, prepared);
    const insertion = insertWay(reach);
    const detour = Math.max(0, insertion.added);
    if (detour > (maxDetour === null ? large : toTicks(maxDetour))) return undefined;
    if (detour > direct && goesAgainst(reach, insertion, bToA)) return undefined;
    const times = rideTimes(schedule.departure, timesAlong(reach, insertion), a.walk, b.walk);
    return journeyOf(pair, prepared, reach, insertion, { detour, band: bandOf(detour), times });
  };

  const journeyOf = (
    pair: Pair,
    prepared: Prepared,
    reach: Reach,
    insertion: Insertion,
    { detour, band, times }: Sketch,
  ): Journey => ({
    offer: prepared.offer,
    metric,
    pickup: pair.a.approach,
    dropoff: pair.b.approach,
    reach,
    insertion,
    detour,
    metresAdded: () => metresAdded(pair, prepared, insertion, metresBetween),
    band,
    times,
  });

  const makeAmong = (offer: Offer): Journey | undefined => {
    const prepared = preparation.prepare(offer);
    let best: Journey | undefined;
    let least = Infinity;
    for (const pair of pairs) {
      const journey = journeyBy(pair, prepared);
      const cost = journey === undefined ? Infinity : journey.detour + pair.a.walk + pair.b.walk;
      if (cost >= least) continue;
      best = journey;
      least = cost;
    }
    return best;
  };

  /** Nothing has to be measured: the search said it. */
  const makeStraight = (offer: Offer, pair: Pair, straight: StraightFound, least: Ticks): Journey | undefined => {
    const sketch = sketchOf(pair, least, straight);
    if (sketch === undefined) return undefined;
    const { start, end, duration, beforePickup } = straight;
    const prepared = { offer, places: [start, end], legs: [duration] };
    const afterDropoff = duration + least - beforePickup - pair.aToB;
    const reach = new PairReach(pair, prepared, { beforePickup, afterDropoff });
    return journeyOf(pair, prepared, reach, { added: least, boardAfterStop: 0, alightAfterStop: 0 }, sketch);
  };

  const sketchOf = ({ a, b, aToB, bToA }: Pair, detour: Ticks, straight: StraightFound): Sketch | undefined => {
    const { beforePickup, departure } = straight;
    if (detour > (straight.limit ?? large)) return undefined;
    // Backwards it adds nothing at best: a detour below the ride is never against the trip.
    if (detour > direct && detour > aToB) {
      const { start, end, duration } = straight;
      const backward = b.to.ticks(start) + bToA + a.from.ticks(end) - duration;
      if (detour - backward > aToB) return undefined;
    }
    const along = { pickup: beforePickup, ride: aToB };
    return { detour, band: bandOf(detour), times: rideTimes(departure, along, a.walk, b.walk) };
  };

  const [onlyPair] = pairs;
  return {
    make: (found) => {
      const { straight, least } = found;
      if (straight === null || onlyPair === undefined) return makeAmong(found.offer);
      return makeStraight(found.offer, onlyPair, straight, least);
    },
    sketch: (found) => {
      const { straight, least } = found;
      if (straight === null || onlyPair === undefined) return makeAmong(found.offer);
      return sketchOf(onlyPair, least, straight);
    },
  };
};

/** Whole minutes: the passenger is told to be ready early, and to expect to arrive late. */
const rideTimes = (
  departure: TimeOfDay | null,
  { pickup, ride }: { readonly pickup: Ticks; readonly ride: Ticks },
  walkBefore: Ticks,
  walkAfter: Ticks,
): RideTimes | null => {
  if (departure === null) return null;
  const start = departure * TICKS_PER_MINUTE + pickup;
  const wholeEarly = (ticks: Ticks) => Math.floor(toMinutes(ticks));
  const wholeLate = (ticks: Ticks) => Math.ceil(toMinutes(ticks));
  return {
    leaveHome: wholeEarly(start - walkBefore),
    pickup: wholeEarly(start),
    dropoff: wholeLate(start + ride),
    arrival: wholeLate(start + ride + walkAfter),
  };
};

const MINUTES_IN_DAY = 1440;

/** The journey as it is told, on the days it serves. */
export const fitOf = (journey: Journey, served: DaysServed): Fit => {
  const { offer, metric, insertion, detour, band, times, pickup, dropoff } = journey;
  return {
    offer,
    band,
    detour: toMinutes(detour),
    detourMetres: journey.metresAdded,
    pickupAt: times && inDay(times.pickup),
    arriveAt: times && inDay(times.dropoff),
    walkBefore: pickup.walk > 0 ? pickup : null,
    walkAfter: dropoff.walk > 0 ? dropoff : null,
    boardAfterStop: insertion.boardAfterStop,
    alightAfterStop: insertion.alightAfterStop,
    slots: served.slots,
    dates: served.dates,
    estimated: metric.estimated,
  };
};

const inDay = (minutes: TimeOfDay): TimeOfDay => ((minutes % MINUTES_IN_DAY) + MINUTES_IN_DAY) % MINUTES_IN_DAY;
