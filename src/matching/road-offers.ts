import { FoundOnRoads } from '#src/matching/found-on-roads.ts';
import { createHubIndex, type HubIndex } from '#src/matching/hub-index.ts';
import type { Offer } from '#src/matching/offer.ts';
import { createOfferGlances, type OfferGlances } from '#src/matching/offer-glance.ts';
import { createOfferRows, ONWARD, type OfferRows, ROW, SLACK } from '#src/matching/offer-rows.ts';
import type { Found, OfferSpace } from '#src/matching/offer-space.ts';
import { createPreparation, durationOf, legsOf } from '#src/matching/prepared-offer.ts';
import type { Point } from '#src/places/place.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import { type Ticks, toTicks } from '#src/roads/weight.ts';
import type { Minutes } from '#src/time/units.ts';

/** Offers measured by the roads of one map. */
export interface RoadOffers extends OfferSpace {
  readonly metric: RoadMetric;
  /** Whether all stops of the offer are on the map: only such offers may be added. */
  readonly covers: (offer: Offer) => boolean;
  readonly isOnMap: (point: Point) => boolean;
  /**
   * Makes the index anew, some offers at a time, once it holds as many removed offers as others; searches and changes go on
   * meanwhile. Returns whether there is more to do.
   */
  readonly tidy: (offersAtOnce: number) => boolean;
}

/** The largest detour of a territory by default: an index made for it serves all who allow no more. */
const USUAL_MOST: Minutes = 45;
/** Below so many removed offers, making the index anew would give nothing back. */
const WORTH_TIDYING = 16;

/** An index whose offers have numbers. */
interface Numbered {
  readonly index: HubIndex;
  readonly offers: (Offer | undefined)[];
  readonly rows: OfferRows;
  readonly glances: OfferGlances;
  readonly numbers: Map<Offer, number>;
}

/**
 * A trip with stops on the way is one offer from its start to its end, as long as its whole journey: stops only make it
 * longer than the straight way by A and B, so none that fits is missed; its exact detour is computed afterwards.
 */
export const createRoadOffers = (metric: RoadMetric): RoadOffers => {
  const nodeOf = (point: Point): number => metric.nodeAt(point) ?? -1;
  const preparation = createPreparation(metric, {
    placeAt: metric.nodeAt,
    travelTo: metric.travelTo,
    travelFrom: metric.travelFrom,
    metresBetween: metric.metresBetween,
  });
  let most: Ticks = toTicks(USUAL_MOST);
  const empty = (): Numbered => {
    const rows = createOfferRows();
    return {
      index: createHubIndex(metric.map.labels, rows),
      offers: [],
      rows,
      glances: createOfferGlances(rows),
      numbers: new Map(),
    };
  };
  let current = empty();
  let fresh: { readonly next: Numbered; readonly waiting: Offer[] } | null = null;

  const addTo = ({ index, offers, glances, numbers }: Numbered, offer: Offer): void => {
    const { stops, maxDetour } = offer.trip;
    const ends = [stops[0], stops.at(-1)];
    if (ends[0] === undefined || ends[1] === undefined) return;
    const [start, end] = [nodeOf(ends[0].point), nodeOf(ends[1].point)];
    const number = offers.push(offer) - 1;
    numbers.set(offer, number);
    const limit = maxDetour === null ? null : toTicks(maxDetour);
    const duration = durationOf(legsOf(offer, metric));
    const allowed = limit ?? most;
    glances.set(number, offer, { start, end, duration, limit });
    index.insert(number, start, end, duration + allowed);
  };

  const removeFrom = ({ index, offers, numbers }: Numbered, offer: Offer): void => {
    const number = numbers.get(offer);
    if (number === undefined) return;
    numbers.delete(offer);
    offers[number] = undefined;
    index.remove(number);
  };

  const allowMore = (wanted: Ticks): void => {
    most = wanted;
    fresh = null;
    const kept = [...current.numbers.keys()];
    current = empty();
    for (const offer of kept) addTo(current, offer);
  };

  return {
    metric,
    preparation,
    covers: (offer) => offer.trip.stops.every(({ point }) => metric.nodeAt(point) !== null),
    isOnMap: (point) => metric.nodeAt(point) !== null,
    add(offer) {
      addTo(current, offer);
      if (fresh !== null) addTo(fresh.next, offer);
    },
    remove(offer) {
      removeFrom(current, offer);
      if (fresh !== null) removeFrom(fresh.next, offer);
    },
    near({ pickups, dropoffs, most: asked, asking }) {
      if (asked > most) allowMore(asked);
      const { index, offers, rows, glances } = current;
      const [starts, ends] = [[...new Set(pickups.map(nodeOf))], [...new Set(dropoffs.map(nodeOf))]];
      const found = index.search(starts, ends);
      // Of several ways the index knows the shortest, but the walks at its ends decide too.
      const isOneWay = pickups.length === 1 && dropoffs.length === 1;
      const pass = glances.sieve(asking);
      const { data } = rows;
      const among = { offers, glances, measuredBy: preparation };
      const near: Found[] = [];
      for (let at = 0; at < found.count; at += 1) {
        const number = found.offers[at] as number;
        const passing = pass(number);
        if (passing === 'no') continue;
        const slack = data[number * ROW + SLACK] as Ticks;
        const allowed = glances.limit(number) ?? most;
        // What is not left of the limit: the straight way by A and B is never longer than one that keeps the stops.
        const least = allowed - slack;
        const isStraight = isOneWay && glances.isStraight(number);
        const beforePickup = glances.duration(number) + least - (data[number * ROW + ONWARD] as Ticks);
        near.push(new FoundOnRoads(among, { row: number, least, beforePickup, runs: passing === 'yes', isStraight }));
      }
      return near;
    },
    tidy(offersAtOnce) {
      const removed = current.offers.length - current.numbers.size;
      if (fresh === null) {
        if (removed < Math.max(WORTH_TIDYING, current.numbers.size)) return false;
        fresh = { next: empty(), waiting: [...current.numbers.keys()] };
      }
      const { next, waiting } = fresh;
      for (let done = 0; done < offersAtOnce; done += 1) {
        const offer = waiting.pop();
        if (offer === undefined) {
          next.index.trim();
          current = next;
          fresh = null;
          return false;
        }
        // Since the list was made, it may have been removed, and even added again.
        if (current.numbers.has(offer) && !next.numbers.has(offer)) addTo(next, offer);
      }
      return true;
    },
  };
};
