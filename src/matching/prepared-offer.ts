import type { Offer } from '#src/matching/offer.ts';
import type { Point } from '#src/places/place.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { Ticks } from '#src/roads/weight.ts';

/** One offer with what one metric says of it, whatever the question. */
export interface Prepared {
  readonly offer: Offer;
  /** Each stop's place, by number: trips share a few hundred places, and travel to each is asked once in a search. */
  readonly places: readonly number[];
  readonly legs: readonly Ticks[];
}

/** Prepares offers for one metric: once for each, since an offer never changes in place. */
export interface Preparation {
  readonly metric: TravelMetric;
  readonly knows: (point: Point) => boolean;
  readonly prepare: (offer: Offer) => Prepared;
}

/** @param keyOf the same for two points between which the metric sees no difference, null for one it does not know */
export const createPreparation = (
  metric: TravelMetric,
  keyOf: (point: Point) => string | number | null,
): Preparation => {
  const known = new WeakMap<Offer, Prepared>();
  const numbers = new Map<string | number, number>();
  const numberOf = (point: Point): number => {
    const key = keyOf(point) ?? 'unknown';
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  return {
    metric,
    knows: (point) => keyOf(point) !== null,
    prepare: (offer) => {
      const before = known.get(offer);
      if (before !== undefined) return before;
      const prepared = {
        offer,
        places: offer.trip.stops.map(({ point }) => numberOf(point)),
        legs: legsOf(offer, metric),
      };
      known.set(offer, prepared);
      return prepared;
    },
  };
};

/** Travel from each stop to the next. @throws Error for a trip that goes nowhere. */
export const legsOf = ({ trip: { id, stops } }: Offer, metric: TravelMetric): readonly Ticks[] => {
  if (stops.length < 2) throw new Error(`trip ${id} has fewer than two stops`);
  return stops.slice(1).map((stop, index) => metric.ticks((stops[index] ?? stop).point, stop.point));
};

export const durationOf = (legs: readonly Ticks[]): Ticks => legs.reduce((sum, leg) => sum + leg, 0);
