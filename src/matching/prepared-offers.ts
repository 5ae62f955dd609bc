import type { Audience } from '#src/matching/match-query.ts';
import { mayBeShown } from '#src/matching/may-be-shown.ts';
import type { Offer } from '#src/matching/offer.ts';
import { type Ticks, toTicks } from '#src/matching/ticks.ts';
import type { Point } from '#src/places/place.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { Metres } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Mean radius R1 of the WGS 84 ellipsoid, in metres (IUGG), the same as `greatCircleMetres`. */
const MEAN_EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** A point on a sphere so large that a chord between two of them, a lower bound of any travel, is read in ticks. */
type Place = readonly [x: number, y: number, z: number];

/** One offer with what does not depend on the question. */
export interface Prepared {
  readonly offer: Offer;
  /** Each stop's place, by number: trips share a few hundred places, and travel to each is asked once in a search. */
  readonly places: readonly number[];
  readonly legs: readonly Ticks[];
  readonly legMetres: readonly Metres[];
  /** Duration of the driver's own journey. */
  readonly own: Ticks;
  readonly start: Place;
  readonly end: Place;
}

/** The open offers of a list, laid out flat: the first look at each reads a few numbers in a row. */
export interface PreparedOffers {
  readonly all: readonly Prepared[];
  readonly ofDriver: (driverId: string) => readonly Prepared[];
  /** Those inside the ellipse with enough seats: none that fits is missing, some that do not are still there. */
  readonly inside: (ellipse: Ellipse, seats: number) => readonly Prepared[];
}

/**
 * Journeys that may pass by A then B, seen from afar: start to A and B to end as the crow flies at the metric's best speed,
 * A to B for true. Stops on the way only make a journey longer than that, since no way round is shorter.
 */
export interface Ellipse {
  readonly a: Place;
  readonly b: Place;
  readonly aToB: Ticks;
  /** The detour allowed to drivers who set no limit of their own. */
  readonly most: Ticks;
}

/** Prepares offers for one metric: once for each offer and each list, since neither changes in place. */
export interface Preparation {
  /** Distinct places known so far: their numbers are below it. */
  readonly placeCount: () => number;
  readonly open: (offers: readonly Offer[], audience: Audience, territoryId: string) => PreparedOffers;
  readonly ellipse: (a: Point, b: Point, aToB: Ticks, most: Ticks) => Ellipse;
}

export const createPreparation = (metric: TravelMetric): Preparation => {
  const scale = (MEAN_EARTH_RADIUS / metric.fastestMetresPerMinute) * toTicks(1);
  const known = new WeakMap<Offer, Prepared>();
  const numbers = new Map<string, number>();
  const numberOf = ({ latitude, longitude }: Point): number => {
    const key = `${latitude} ${longitude}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const knownLists = new WeakMap<readonly Offer[], Map<string, PreparedOffers>>();
  const prepareOne = (offer: Offer): Prepared => {
    const before = known.get(offer);
    if (before !== undefined) return before;
    const { stops } = offer.trip;
    const pairs = stops.slice(1).map((stop, index) => [(stops[index] ?? stop).point, stop.point] as const);
    const legs = pairs.map(([from, to]) => toTicks(metric.minutes(from, to)));
    const legMetres = pairs.map(([from, to]) => metric.metres(from, to));
    const [first, last] = [stops[0], stops.at(-1)];
    if (first === undefined || last === undefined) throw new Error(`trip ${offer.trip.id} has no stops`);
    const own = legs.reduce((sum, leg) => sum + leg, 0);
    const prepared = {
      offer,
      places: stops.map(({ point }) => numberOf(point)),
      legs,
      legMetres,
      own,
      start: placeOf(first.point, scale),
      end: placeOf(last.point, scale),
    };
    known.set(offer, prepared);
    return prepared;
  };
  return {
    placeCount: () => numbers.size,
    ellipse: (a, b, aToB, most) => ({ a: placeOf(a, scale), b: placeOf(b, scale), aToB, most }),
    open: (offers, audience, territoryId) => {
      const lists = knownLists.get(offers) ?? new Map<string, PreparedOffers>();
      knownLists.set(offers, lists);
      const key = `${audience} ${territoryId}`;
      const before = lists.get(key);
      if (before !== undefined) return before;
      const open = offers.filter((offer) => mayBeShown(offer, audience, territoryId));
      const list = layOut(open.map(prepareOne));
      lists.set(key, list);
      return list;
    },
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

/** Numbers per offer in the flat layout: start, end, own duration, own limit (negative when none), seats. */
const WIDTH = 9;

const layOut = (all: readonly Prepared[]): PreparedOffers => {
  const flat = new Float64Array(all.length * WIDTH);
  all.forEach(({ offer: { trip }, own, start, end }, index) => {
    const limit = trip.maxDetour === null ? -1 : toTicks(trip.maxDetour);
    flat.set([...start, ...end, own + slackOf(trip), limit, trip.seats ?? Infinity], index * WIDTH);
  });
  let drivers: ReadonlyMap<string, readonly Prepared[]> | null = null;
  return {
    all,
    ofDriver: (driverId) => {
      drivers ??= Map.groupBy(all, ({ offer }) => offer.driver.id);
      return drivers.get(driverId) ?? [];
    },
    inside: (ellipse, seats) => insideOf(flat, ellipse, seats).map((index) => all[index] as Prepared),
  };
};

/** Each rounded travel may be half a tick off: no offer is rejected for it. */
const slackOf = (trip: Trip): Ticks => trip.stops.length + 2;

const insideOf = (flat: Float64Array, { a, b, aToB, most }: Ellipse, seats: number): readonly number[] => {
  const [ax, ay, az] = a;
  const [bx, by, bz] = b;
  const found: number[] = [];
  for (let at = 0, index = 0; at < flat.length; at += WIDTH, index += 1) {
    const limit = flat[at + 7] as number;
    const budget = (flat[at + 6] as number) + (limit < 0 ? most : limit) - aToB;
    if (budget < 0 || (flat[at + 8] as number) < seats) continue;
    const sx = (flat[at] as number) - ax;
    const sy = (flat[at + 1] as number) - ay;
    const sz = (flat[at + 2] as number) - az;
    const toA = sx * sx + sy * sy + sz * sz;
    if (toA > budget * budget) continue;
    const left = budget - Math.sqrt(toA);
    const tx = (flat[at + 3] as number) - bx;
    const ty = (flat[at + 4] as number) - by;
    const tz = (flat[at + 5] as number) - bz;
    if (tx * tx + ty * ty + tz * tz <= left * left) found.push(index);
  }
  return found;
};

/** The same test for one offer. */
export const isInside = ({ offer: { trip }, own, start, end }: Prepared, { a, b, aToB, most }: Ellipse): boolean => {
  const budget = own + slackOf(trip) + (trip.maxDetour === null ? most : toTicks(trip.maxDetour)) - aToB;
  return chord(start, a) + chord(end, b) <= budget;
};

const chord = ([fx, fy, fz]: Place, [tx, ty, tz]: Place): Ticks =>
  Math.sqrt((fx - tx) * (fx - tx) + (fy - ty) * (fy - ty) + (fz - tz) * (fz - tz));
