import type { Journey } from '#src/matching/journey.ts';
import { compareRank, type RankKey } from '#src/matching/rank.ts';
import type { Ticks } from '#src/roads/weight.ts';

/** Something that may give a journey, and the detour that it takes at least. */
export interface Promising {
  readonly least: Ticks;
}

interface Ranked {
  readonly journey: Journey;
  readonly key: RankKey;
}

/** The order of journeys when no hour and no need is asked: by band and detour, then by hour. */
export const rankKeyOf = ({ offer, band, detour, times }: Journey): RankKey => ({
  band,
  toAsk: 0,
  fromHour: 0,
  detour,
  pickup: times?.pickup ?? Infinity,
  offer,
});

/**
 * The journeys in the order of `rankKeyOf`, each made when it is come to: nothing that is still to be made can come before
 * one whose detour is below the least of all that is left. Most are never made: whoever asks stops at the first that suits.
 * It can be gone through several times.
 */
export const bestFirst = <Candidate extends Promising>(
  candidates: readonly Candidate[],
  make: (candidate: Candidate) => Journey | undefined,
): Iterable<Journey> => {
  const waiting = candidates.toSorted((a, b) => a.least - b.least);
  const given: Journey[] = [];
  /** Made and not given yet, the best last. */
  const ready: Ranked[] = [];
  let next = 0;

  const makeOne = (candidate: Candidate): void => {
    const journey = make(candidate);
    if (journey === undefined) return;
    const key = rankKeyOf(journey);
    const place = ready.findLastIndex((other) => compareRank(key, other.key) < 0);
    ready.splice(place + 1, 0, { journey, key });
  };

  const nextBest = (): Journey | undefined => {
    for (let candidate = waiting[next]; candidate !== undefined; candidate = waiting[next]) {
      const best = ready.at(-1);
      if (best !== undefined && best.journey.detour < candidate.least) break;
      next += 1;
      makeOne(candidate);
    }
    const best = ready.pop();
    if (best !== undefined) given.push(best.journey);
    return best?.journey;
  };

  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at += 1) {
        const journey = given[at] ?? nextBest();
        if (journey === undefined) return;
        yield journey;
      }
    },
  };
};
