import type { Offer } from '#src/matching/offer.ts';
import { createOfferGlances } from '#src/matching/offer-glance.ts';
import { createOfferRows } from '#src/matching/offer-rows.ts';
import type { Found, OfferSpace } from '#src/matching/offer-space.ts';
import { durationOf, legsOf, type Preparation } from '#src/matching/prepared-offer.ts';
import type { Point } from '#src/places/place.ts';
import type { EstimateMetric } from '#src/roads/travel-metric.ts';
import { TICKS_PER_MINUTE, type Ticks, toTicks } from '#src/roads/weight.ts';

/** Mean radius R1 of the WGS 84 ellipsoid, in metres (IUGG), the same as `greatCircleMetres`. */
const MEAN_EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Numbers kept of an offer: start and end as points of a sphere, longest journey without the detour, own limit (-1: none). */
const WIDTH = 8;

/**
 * Offers whose times are estimated from positions, laid out flat: a search reads eight numbers of each, in a row, and
 * keeps those inside the ellipse: start to A and B to end as the crow flies at the metric's best speed, A to B for true.
 * Stops on the way only make a journey longer than that, since no way round is shorter.
 */
export const createEstimatedOffers = (metric: EstimateMetric, preparation: Preparation): OfferSpace => {
  /** A sphere so large that a chord between two of its points, a lower bound of any travel, is read in ticks. */
  const radius = (MEAN_EARTH_RADIUS / metric.fastestMetresPerMinute) * TICKS_PER_MINUTE;
  const offers: Offer[] = [];
  const rows = new Map<Offer, number>();
  const glances = createOfferGlances(createOfferRows());
  let flat = new Float64Array(WIDTH * 16);

  return {
    preparation,
    add(offer) {
      const row = offers.length;
      if ((row + 1) * WIDTH > flat.length) {
        const wider = new Float64Array(flat.length * 2);
        wider.set(flat);
        flat = wider;
      }
      const { stops, maxDetour } = offer.trip;
      const legs = legsOf(offer, metric);
      const [start, end] = [stops[0], stops.at(-1)].map((stop) => onSphere(radius, (stop as (typeof stops)[0]).point));
      const limit = maxDetour === null ? -1 : toTicks(maxDetour);
      flat.set([...(start ?? []), ...(end ?? []), durationOf(legs) + slackOf(legs.length), limit], row * WIDTH);
      glances.set(row, offer, null);
      offers.push(offer);
      rows.set(offer, row);
    },
    remove(offer) {
      const row = rows.get(offer);
      if (row === undefined) return;
      rows.delete(offer);
      const last = offers.pop() as Offer;
      if (last === offer) return;
      offers[row] = last;
      rows.set(last, row);
      glances.move(offers.length, row);
      flat.copyWithin(row * WIDTH, offers.length * WIDTH, (offers.length + 1) * WIDTH);
    },
    near({ pickups, dropoffs, most, asking }) {
      const found = new Map<number, Ticks>();
      for (const a of pickups)
        for (const b of dropoffs) {
          const ellipse = { a: onSphere(radius, a), b: onSphere(radius, b), ride: metric.ticks(a, b), most };
          findInside(flat, offers.length, ellipse, found);
        }
      const pass = glances.sieve(asking);
      const near: Found[] = [];
      for (const [row, least] of found) {
        const passing = pass(row);
        if (passing === 'no') continue;
        const runs = passing === 'yes';
        near.push({ offer: offers[row] as Offer, least, measuredBy: preparation, runs, straight: null });
      }
      return near;
    },
  };
};

/** Each travel is rounded to a whole tick, by half a tick at most: no offer is rejected for it. */
const slackOf = (legs: number): Ticks => legs + 3;

type SpherePoint = readonly [x: number, y: number, z: number];

const onSphere = (radius: number, { latitude, longitude }: Point): SpherePoint => {
  const ring = radius * Math.cos(latitude * RADIANS);
  return [
    ring * Math.cos(longitude * RADIANS),
    ring * Math.sin(longitude * RADIANS),
    radius * Math.sin(latitude * RADIANS),
  ];
};

interface Ellipse {
  readonly a: SpherePoint;
  readonly b: SpherePoint;
  readonly ride: Ticks;
  readonly most: Ticks;
}

const findInside = (
  flat: Float64Array,
  rows: number,
  { a, b, ride, most }: Ellipse,
  found: Map<number, Ticks>,
): void => {
  const [ax, ay, az] = a;
  const [bx, by, bz] = b;
  for (let row = 0, at = 0; row < rows; row += 1, at += WIDTH) {
    const limit = flat[at + 7] as number;
    const budget = (flat[at + 6] as number) + (limit < 0 ? most : limit) - ride;
    if (budget < 0) continue;
    const sx = (flat[at] as number) - ax;
    const sy = (flat[at + 1] as number) - ay;
    const sz = (flat[at + 2] as number) - az;
    const toA = sx * sx + sy * sy + sz * sz;
    if (toA > budget * budget) continue;
    const left = budget - Math.sqrt(toA);
    const tx = (flat[at + 3] as number) - bx;
    const ty = (flat[at + 4] as number) - by;
    const tz = (flat[at + 5] as number) - bz;
    const fromB = tx * tx + ty * ty + tz * tz;
    if (fromB > left * left) continue;
    const least = Math.sqrt(toA) + ride + Math.sqrt(fromB) - (flat[at + 6] as number);
    const before = found.get(row);
    if (before === undefined || least < before) found.set(row, least);
  }
};
