import type { Insertion, Reach } from '#src/matching/insert-way.ts';
import type { Approach } from '#src/matching/match-query.ts';
import type { Preparation, Prepared } from '#src/matching/prepared-offer.ts';
import { once } from '#src/once.ts';
import type { TravelByPlace, TravelMetric } from '#src/roads/travel-metric.ts';
import { type Ticks, toTicks } from '#src/roads/weight.ts';
import type { Metres } from '#src/time/units.ts';

/** Travel between one place asked and the stops of trips. */
export interface End {
  readonly approach: Approach;
  readonly walk: Ticks;
  readonly to: TravelByPlace;
  readonly from: TravelByPlace;
}

/** One place to be picked up at and one to be set down at. */
export interface Pair {
  readonly a: End;
  readonly b: End;
  readonly aToB: Ticks;
  readonly bToA: Ticks;
  readonly metresAToB: () => Metres;
}

export const pairOf = (metric: TravelMetric, a: End, b: End): Pair => {
  const [from, to] = [a.approach.stop.point, b.approach.stop.point];
  const aToB = metric.ticks(from, to);
  const bToA = metric.symmetric ? aToB : metric.ticks(to, from);
  return { a, b, aToB, bToA, metresAToB: once(() => metric.metres(from, to)) };
};

/** An end of a way, each travel to a stop asked once for all trips. */
export const endOn =
  ({ metric, travelTo, travelFrom }: Preparation) =>
  (approach: Approach): End => {
    const { point } = approach.stop;
    const to = onceByPlace(travelTo(point));
    const from = metric.symmetric ? to : onceByPlace(travelFrom(point));
    return { approach, walk: toTicks(approach.walk), to, from };
  };

/** Asked once for each place, which thousands of trips share. */
const onceByPlace = ({ ticks, metres }: TravelByPlace): TravelByPlace => ({
  ticks: onceFor(ticks),
  metres: onceFor(metres),
});

const onceFor = (measure: (place: number) => number): ((place: number) => number) => {
  const known = new Map<number, number>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const measured = measure(place);
    known.set(place, measured);
    return measured;
  };
};

/** What a search knows already of a trip's way by a pair of ends. */
export interface KnownEnds {
  /** Travel from the start of the trip to A, and from B to its end. */
  readonly beforePickup: Ticks;
  readonly afterDropoff: Ticks;
}

/** The reach of one trip by one pair of ends. */
export class PairReach implements Reach {
  readonly legs: readonly Ticks[];
  readonly aToB: Ticks;
  readonly #pair: Pair;
  readonly #places: readonly number[];
  readonly #known: KnownEnds | null;

  constructor(pair: Pair, prepared: Prepared, known: KnownEnds | null = null) {
    this.legs = prepared.legs;
    this.aToB = pair.aToB;
    this.#pair = pair;
    this.#places = prepared.places;
    this.#known = known;
  }

  toA(stop: number): Ticks {
    if (this.#known !== null && stop === 0) return this.#known.beforePickup;
    return this.#pair.a.to.ticks(this.#places[stop] as number);
  }

  fromA(stop: number): Ticks {
    return this.#pair.a.from.ticks(this.#places[stop] as number);
  }

  toB(stop: number): Ticks {
    return this.#pair.b.to.ticks(this.#places[stop] as number);
  }

  fromB(stop: number): Ticks {
    if (this.#known !== null && stop === this.#places.length - 1) return this.#known.afterDropoff;
    return this.#pair.b.from.ticks(this.#places[stop] as number);
  }
}

/** Only the legs that A and B are put into differ from the driver's own journey. */
export const metresAdded = (
  { a, b, metresAToB }: Pair,
  { places }: Prepared,
  { boardAfterStop: board, alightAfterStop: alight }: Insertion,
  metresBetween: Preparation['metresBetween'],
): Metres => {
  const at = (stop: number): number => places[stop] as number;
  const leg = (from: number): Metres => metresBetween(at(from), at(from + 1));
  const driven =
    board === alight
      ? a.to.metres(at(board)) + metresAToB() + b.from.metres(at(alight + 1)) - leg(board)
      : a.to.metres(at(board)) +
        a.from.metres(at(board + 1)) +
        b.to.metres(at(alight)) +
        b.from.metres(at(alight + 1)) -
        leg(board) -
        leg(alight);
  return Math.max(0, driven);
};
