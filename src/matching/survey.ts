import { daysServed } from '#src/matching/days-served.ts';
import { type Ends, type Journeys, journeysBetween } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules, MatchWhen } from '#src/matching/match-query.ts';
import type { OfferIndex } from '#src/matching/offer-index.ts';
import type { Found } from '#src/matching/offer-space.ts';
import type { Preparation } from '#src/matching/prepared-offer.ts';
import { toTicks } from '#src/roads/weight.ts';

/** The places asked, then those near them where the passenger may walk. */
export const endsOf = ({ from, to, near }: MatchQuery): Ends => ({
  pickups: [{ stop: from, walk: 0 }, ...(near?.from ?? [])],
  dropoffs: [{ stop: to, walk: 0 }, ...(near?.to ?? [])],
});

/** Whether what was found is driven on a day asked. */
export const isDriven = (found: Found, { when, now }: MatchQuery): boolean =>
  found.runs || daysServed(found.offer.trip.schedule, when, now, 1) !== undefined;

/** A way, looked at among the open offers of the index with each metric that measures some of them. */
export interface Survey {
  /** @param when null: whatever the day; else some may be there that do not run on a day asked. */
  readonly near: (when: MatchWhen | null) => readonly Found[];
  readonly by: (preparation: Preparation) => Journeys;
}

export const surveyOf = (index: OfferIndex, ends: Ends, query: MatchQuery, rules: MatchRules): Survey => {
  const known = new Map<Preparation, Journeys>();
  const { audience, seats, now, tripId } = query;
  const territoryIds = new Set([rules.territoryId, ...rules.neighbourIds]);
  return {
    near: (when) => {
      const [from, to] = [ends.pickups[0]?.stop.point, ends.dropoffs[0]?.stop.point];
      if (from === undefined || to === undefined) return [];
      const found = index.near({
        from,
        to,
        pickups: ends.pickups.map(({ stop }) => stop.point),
        dropoffs: ends.dropoffs.map(({ stop }) => stop.point),
        most: toTicks(rules.bands.large),
        asking: { territoryId: rules.territoryId, territoryIds, audience, seats, when, now },
      });
      return tripId === undefined ? found : found.filter(({ offer }) => offer.trip.id === tripId);
    },
    by: (preparation) => {
      const before = known.get(preparation);
      if (before !== undefined) return before;
      const journeys = journeysBetween(preparation, endsOn(preparation, ends), rules);
      known.set(preparation, journeys);
      return journeys;
    },
  };
};

/** Of the places to walk to, those that the metric knows. */
const endsOn = ({ knows }: Preparation, { pickups, dropoffs }: Ends): Ends => ({
  pickups: pickups.filter(({ stop }) => knows(stop.point)),
  dropoffs: dropoffs.filter(({ stop }) => knows(stop.point)),
});
