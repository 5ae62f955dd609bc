import type { Ticks } from '#src/roads/weight.ts';

/** Travel between the stops of a trip and the ends A and B of a passenger's way, by stop. */
export interface Reach {
  /** From each stop to the next: one fewer than stops. */
  readonly legs: readonly Ticks[];
  readonly toA: readonly Ticks[];
  readonly fromA: readonly Ticks[];
  readonly toB: readonly Ticks[];
  readonly fromB: readonly Ticks[];
  readonly aToB: Ticks;
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
export const insertWay = ({ legs, toA, fromA, toB, fromB, aToB }: Reach): Insertion => {
  let added = Infinity;
  let boardAfterStop = 0;
  let alightAfterStop = 0;
  for (let board = 0; board < legs.length; board += 1) {
    const leg = legs[board] ?? 0;
    const sameLeg = (toA[board] ?? 0) + aToB + (fromB[board + 1] ?? 0) - leg;
    if (sameLeg < added) {
      added = sameLeg;
      boardAfterStop = board;
      alightAfterStop = board;
    }
    const boarding = (toA[board] ?? 0) + (fromA[board + 1] ?? 0) - leg;
    for (let alight = board + 1; alight < legs.length; alight += 1) {
      const apart = boarding + (toB[alight] ?? 0) + (fromB[alight + 1] ?? 0) - (legs[alight] ?? 0);
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
  const { legs, toA, fromA, toB, aToB } = reach;
  const between = (from: number, to: number): Ticks => {
    let sum = 0;
    for (let leg = from; leg < to; leg += 1) sum += legs[leg] ?? 0;
    return sum;
  };
  return {
    pickup: between(0, boardAfterStop) + (toA[boardAfterStop] ?? 0),
    ride:
      boardAfterStop === alightAfterStop
        ? aToB
        : (fromA[boardAfterStop + 1] ?? 0) + between(boardAfterStop + 1, alightAfterStop) + (toB[alightAfterStop] ?? 0),
  };
};

/**
 * Whether the passenger goes against the trip: setting down at B before picking up at A would save more than the ride
 * itself, so that for more than half of the ride the car would drive back. Someone who goes Figeac → Gourdon does not
 * drive Gourdon → Figeac on the way, even where twice the distance is a "detour" below the limit.
 */
export const goesAgainst = (reach: Reach, forward: Insertion, bToA: Ticks): boolean => {
  const { legs, toA, fromA, toB, fromB, aToB } = reach;
  const backward = insertWay({ legs, toA: toB, fromA: fromB, toB: toA, fromB: fromA, aToB: bToA });
  return forward.added - backward.added > aToB;
};
