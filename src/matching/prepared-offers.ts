import type { Offer } from '#src/matching/offer.ts';
import { type Ticks, toTicks } from '#src/matching/ticks.ts';
import type { Point } from '#src/places/place.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';

/** Mean radius R1 of the WGS 84 ellipsoid, in metres (IUGG), the same as `greatCircleMetres`. */
const MEAN_EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** A point on a sphere so large that a chord between two of them, a lower bound of any travel, is read in ticks. */
type Place = readonly [x: number, y: number, z: number];

/** One offer with what does not depend on the question. */
interface Prepared {
  readonly offer: Offer;
  readonly legs: readonly Ticks[];
  /** Duration of the driver's own journey. */
  readonly own: Ticks;
  readonly start: Place;
  readonly end: Place;
}

/** Offers laid out flat: the first look at each reads a few numbers in a row. */
export interface PreparedOffers {
  readonly all: readonly Prepared[];
  readonly ofDriver: (driverId: string) => readonly Prepared[];
  /**
   * Those whose journey may pass by A then B: none that fits is missing, some that do not are still there.
   * @param aToB travel from A to B
   * @param most the detour allowed to drivers who set no limit of their own
   */
  readonly near: (a: Point, b: Point, aToB: Ticks, most: Ticks) => readonly Prepared[];
}

export type { Prepared };

/** Numbers per offer in the flat layout: start, end, own duration, own limit (negative when none). */
const WIDTH = 8;

/** Prepares offers for one metric, once for each offer and each list: neither changes in place. */
export const createPreparation = (metric: TravelMetric): ((offers: readonly Offer[]) => PreparedOffers) => {
  const scale = (MEAN_EARTH_RADIUS / metric.fastestMetresPerMinute) * toTicks(1);
  const known = new WeakMap<Offer, Prepared>();
  const knownLists = new WeakMap<readonly Offer[], PreparedOffers>();
  const prepareOne = (offer: Offer): Prepared => {
    const before = known.get(offer);
    if (before !== undefined) return before;
    const { stops } = offer.trip;
    const legs = stops.slice(1).map((stop, index) => toTicks(metric.minutes((stops[index] ?? stop).point, stop.point)));
    const [first, last] = [stops[0], stops.at(-1)];
    if (first === undefined || last === undefined) throw new Error(`trip ${offer.trip.id} has no stops`);
    const own = legs.reduce((sum, leg) => sum + leg, 0);
    const prepared = { offer, legs, own, start: placeOf(first.point, scale), end: placeOf(last.point, scale) };
    known.set(offer, prepared);
    return prepared;
  };
  return (offers) => {
    const before = knownLists.get(offers);
    if (before !== undefined) return before;
    const list = layOut(offers.map(prepareOne), scale);
    knownLists.set(offers, list);
    return list;
  };
};

const placeOf = ({ latitude, longitude }: Point, scale: number): Place => {
  const ring = scale * Math.cos(latitude * RADIANS);
  return [
    ring * Math.cos(longitude * RADIANS),
    ring * Math.sin(longitude * RADIANS),
    scale * Math.sin(latitude * RADIANS),
  ];
};

const layOut = (all: readonly Prepared[], scale: number): PreparedOffers => {
  const flat = new Float64Array(all.length * WIDTH);
  all.forEach(({ offer: { trip }, own, start, end }, index) => {
    // Each rounded travel may be half a tick off: no offer is rejected for it.
    const slack = trip.stops.length + 2;
    flat.set([...start, ...end, own + slack, trip.maxDetour === null ? -1 : toTicks(trip.maxDetour)], index * WIDTH);
  });
  let drivers: ReadonlyMap<string, readonly Prepared[]> | null = null;
  return {
    all,
    ofDriver: (driverId) => {
      drivers ??= Map.groupBy(all, ({ offer }) => offer.driver.id);
      return drivers.get(driverId) ?? [];
    },
    near: (a, b, aToB, most) =>
      nearIn(flat, placeOf(a, scale), placeOf(b, scale), aToB, most).map((index) => all[index] as Prepared),
  };
};

/**
 * The ellipse seen from afar: start to A and B to end as the crow flies at the metric's best speed, A to B for true. Stops
 * on the way only make a journey longer than that, since no way round is shorter.
 */
const nearIn = (flat: Float64Array, a: Place, b: Place, aToB: Ticks, most: Ticks): readonly number[] => {
  const [ax, ay, az] = a;
  const [bx, by, bz] = b;
  const found: number[] = [];
  for (let at = 0, index = 0; at < flat.length; at += WIDTH, index += 1) {
    const limit = flat[at + 7] as number;
    const budget = (flat[at + 6] as number) + (limit < 0 ? most : limit) - aToB;
    if (budget < 0) continue;
    const [sx, sy, sz] = [(flat[at] as number) - ax, (flat[at + 1] as number) - ay, (flat[at + 2] as number) - az];
    const toA = sx * sx + sy * sy + sz * sz;
    if (toA > budget * budget) continue;
    const left = budget - Math.sqrt(toA);
    const [tx, ty, tz] = [(flat[at + 3] as number) - bx, (flat[at + 4] as number) - by, (flat[at + 5] as number) - bz];
    if (tx * tx + ty * ty + tz * tz <= left * left) found.push(index);
  }
  return found;
};
