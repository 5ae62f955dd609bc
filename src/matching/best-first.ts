import { compareRank, type RankKey } from '#src/matching/rank.ts';
import type { Ticks } from '#src/roads/weight.ts';

/** Something that may give a journey, and the detour that it takes at least. */
export interface Promising {
  readonly least: Ticks;
}

/**
 * What is made of candidates in its order, each made when it is come to: nothing that is still to be made can come before
 * one whose detour is below the least of all that is left. Most are never made: whoever asks stops at the first that suits.
 * It can be gone through several times.
 */
export const bestFirst = <Candidate extends Promising, Made extends RankKey>(
  candidates: readonly Candidate[],
  make: (candidate: Candidate) => Made | undefined,
): Iterable<Made> => {
  const waiting = candidates.toSorted((a, b) => a.least - b.least);
  const given: Made[] = [];
  /** Made and not given yet, the best last. */
  const ready: Made[] = [];
  let next = 0;

  const makeOne = (candidate: Candidate): void => {
    const made = make(candidate);
    if (made === undefined) return;
    const place = ready.findLastIndex((other) => compareRank(made, other) < 0);
    ready.splice(place + 1, 0, made);
  };

  const nextBest = (): Made | undefined => {
    for (let candidate = waiting[next]; candidate !== undefined; candidate = waiting[next]) {
      const best = ready.at(-1);
      if (best !== undefined && best.detour < candidate.least) break;
      next += 1;
      makeOne(candidate);
    }
    const best = ready.pop();
    if (best !== undefined) given.push(best);
    return best;
  };

  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at += 1) {
        const made = given[at] ?? nextBest();
        if (made === undefined) return;
        yield made;
      }
    },
  };
};
