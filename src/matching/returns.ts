import { bestFirst } from '#src/matching/best-first.ts';
import type { Journey } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { OfferIndex } from '#src/matching/offer-index.ts';
import type { Found } from '#src/matching/offer-space.ts';
import { endsOf, isDriven, surveyOf } from '#src/matching/survey.ts';
import { once } from '#src/once.ts';
import { type ReturnSketch, returnSketch } from '#src/matching/way-back.ts';

/** What goes back, looked for when it is first asked. */
export interface Returns {
  readonly ofDriver: (driverId: string) => readonly ReturnSketch[];
  readonly bestFirst: () => Iterable<ReturnSketch>;
  readonly make: (found: Found) => Journey | undefined;
}

/** @returns ways from where the passenger goes back to where they start */
export const returnsOf = (index: OfferIndex, query: MatchQuery, rules: MatchRules): Returns => {
  const { pickups, dropoffs } = endsOf(query);
  const survey = surveyOf(index, { pickups: dropoffs, dropoffs: pickups }, query, rules);
  const found = once(() => survey.near(query.when));
  const offers = once(() => found().map(({ offer }) => offer));
  const sketch = (one: Found): ReturnSketch | undefined => {
    const sketched = survey.by(one.measuredBy).sketch(one);
    return sketched && returnSketch(one, sketched);
  };
  const ordered = once(() => bestFirst(found(), (one) => (isDriven(one, query) ? sketch(one) : undefined)));
  // The same few drivers bring back most of those told.
  const made = new Map<Found, Journey | undefined>();
  return {
    // What was found is at hand; who drives it lies far away in memory, so the index is asked for those of a driver.
    ofDriver: (driverId) =>
      index.ofDriver(driverId).flatMap((own) => {
        const one = found()[offers().indexOf(own)];
        return (one && sketch(one)) ?? [];
      }),
    bestFirst: ordered,
    make: (one) => {
      if (!made.has(one)) made.set(one, survey.by(one.measuredBy).make(one));
      return made.get(one);
    },
  };
};
