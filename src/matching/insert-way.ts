import type { Ticks } from '#src/roads/weight.ts';

/**
 * Travel between the stops of a trip and the ends A and B of a passenger's way, by stop. It is asked for when it is
 * needed: most trips have two stops, for which two of the eight travels decide.
 */
export interface Reach {
  /** From each stop to the next: one fewer than stops. */
  readonly legs: readonly Ticks[];
  readonly aToB: Ticks;
  toA(stop: number): Ticks;
  fromA(stop: number): Ticks;
  toB(stop: number): Ticks;
  fromB(stop: number): Ticks;
}

/** Where the passenger gets in and out, and what it adds. */
export interface Insertion {
  /** Added to the driver's journey; below 0 only by the rounding of its parts. */
  readonly added: Ticks;
  readonly boardAfterStop: number;
  readonly alightAfterStop: number;
}

/**
 * The cheapest way to pick up at A and set down at B, in that order, on the legs of a trip that keeps all its stops in
 * their order. The driver starts at the first stop and ends at the last. Of equal ones, the earliest boarding, then the
 * earliest alighting.
 */
export const insertWay = (reach: Reach): Insertion => {
  const { legs, aToB } = reach;
  let added = Infinity;
  let boardAfterStop = 0;
  let alightAfterStop = 0;
  for (let board = 0; board < legs.length; board += 1) {
    const leg = legs[board] as Ticks;
    const toA = reach.toA(board);
    const sameLeg = toA + aToB + reach.fromB(board + 1) - leg;
    if (sameLeg < added) {
      added = sameLeg;
      boardAfterStop = board;
      alightAfterStop = board;
    }
    if (board + 1 === legs.length) break;
    const boarding = toA + reach.fromA(board + 1) - leg;
    for (let alight = board + 1; alight < legs.length; alight += 1) {
      const apart = boarding + reach.toB(alight) + reach.fromB(alight + 1) - (legs[alight] as Ticks);
      if (apart < added) {
        added = apart;
        boardAfterStop = board;
        alightAfterStop = alight;
      }
    }
  }
  return { added, boardAfterStop, alightAfterStop };
};

/** Travel from the trip's start until the pick-up, and from the pick-up until B. */
export const timesAlong = (
  reach: Reach,
  { boardAfterStop, alightAfterStop }: Insertion,
): { pickup: Ticks; ride: Ticks } => {
  const { legs, aToB } = reach;
  const between = (from: number, to: number): Ticks => {
    let sum = 0;
    for (let leg = from; leg < to; leg += 1) sum += legs[leg] ?? 0;
    return sum;
  };
  return {
    pickup: between(0, boardAfterStop) + reach.toA(boardAfterStop),
    ride:
      boardAfterStop === alightAfterStop
        ? aToB
        : reach.fromA(boardAfterStop + 1) + between(boardAfterStop + 1, alightAfterStop) + reach.toB(alightAfterStop),
  };
};

/**
 * Whether the passenger goes against the trip: setting down at B before picking up at A would save more than the ride
 * itself, so that for more than half of the ride the car would drive back. Someone who goes Figeac → Gourdon does not
 * drive Gourdon → Figeac on the way, even where twice the distance is a "detour" below the limit.
 */
export const goesAgainst = (reach: Reach, forward: Insertion, bToA: Ticks): boolean => {
  const backward = insertWay({
    legs: reach.legs,
    aToB: bToA,
    toA: (stop) => reach.toB(stop),
    fromA: (stop) => reach.fromB(stop),
    toB: (stop) => reach.toA(stop),
    fromB: (stop) => reach.fromA(stop),
  });
  return forward.added - backward.added > reach.aToB;
};
