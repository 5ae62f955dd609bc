import type { Offer } from '#src/matching/offer.ts';
import type { Point } from '#src/places/place.ts';
import type { TravelByPlace, TravelMetric } from '#src/roads/travel-metric.ts';
import type { Ticks } from '#src/roads/weight.ts';
import type { Metres } from '#src/time/units.ts';

/** One offer with what one metric says of it, whatever the question. */
export interface Prepared {
  readonly offer: Offer;
  /** Each stop's place, by number: trips share a few hundred places, and travel to each is asked once in a search. */
  readonly places: readonly number[];
  readonly legs: readonly Ticks[];
}

/** How a metric sees points: those it makes no difference between are one place, with a number. */
export interface Places {
  /** null for a point it does not know. */
  readonly placeAt: (point: Point) => number | null;
  /** Travel to a point, and from it, by place. */
  readonly travelTo: (point: Point) => TravelByPlace;
  readonly travelFrom: (point: Point) => TravelByPlace;
  readonly metresBetween: (from: number, to: number) => Metres;
}

/** Prepares offers for one metric: once for each, since an offer never changes in place. */
export interface Preparation extends Omit<Places, 'placeAt'> {
  readonly metric: TravelMetric;
  readonly knows: (point: Point) => boolean;
  /** @throws Error for an offer with a stop that the metric does not know. */
  readonly prepare: (offer: Offer) => Prepared;
}

export const createPreparation = (metric: TravelMetric, places: Places): Preparation => {
  const known = new WeakMap<Offer, Prepared>();
  const placeOf = (point: Point): number => {
    const place = places.placeAt(point);
    if (place === null) throw new Error('a stop that the metric does not know');
    return place;
  };
  return {
    ...places,
    metric,
    knows: (point) => places.placeAt(point) !== null,
    prepare: (offer) => {
      const before = known.get(offer);
      if (before !== undefined) return before;
      const prepared = {
        offer,
        places: offer.trip.stops.map(({ point }) => placeOf(point)),
        legs: legsOf(offer, metric),
      };
      known.set(offer, prepared);
      return prepared;
    },
  };
};

/** For a metric that sees positions only: points at the same one are one place. */
export const placesByPosition = (metric: TravelMetric): Places => {
  const numbers = new Map<string, number>();
  const points: Point[] = [];
  const pointOf = (place: number): Point => points[place] as Point;
  return {
    placeAt: (point) => {
      const key = `${point.latitude} ${point.longitude}`;
      const number = numbers.get(key) ?? points.push(point) - 1;
      numbers.set(key, number);
      return number;
    },
    travelTo: (point) => ({
      ticks: (place) => metric.ticks(pointOf(place), point),
      metres: (place) => metric.metres(pointOf(place), point),
    }),
    travelFrom: (point) => ({
      ticks: (place) => metric.ticks(point, pointOf(place)),
      metres: (place) => metric.metres(point, pointOf(place)),
    }),
    metresBetween: (from, to) => metric.metres(pointOf(from), pointOf(to)),
  };
};

/** Travel from each stop to the next. @throws Error for a trip that goes nowhere. */
export const legsOf = ({ trip: { id, stops } }: Offer, metric: TravelMetric): readonly Ticks[] => {
  if (stops.length < 2) throw new Error(`trip ${id} has fewer than two stops`);
  return stops.slice(1).map((stop, index) => metric.ticks((stops[index] ?? stop).point, stop.point));
};

export const durationOf = (legs: readonly Ticks[]): Ticks => legs.reduce((sum, leg) => sum + leg, 0);
