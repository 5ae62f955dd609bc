import { bestFirst } from '#src/matching/best-first.ts';
import { daysServed } from '#src/matching/days-served.ts';
import { explain, needsToAsk } from '#src/matching/explain.ts';
import { suits } from '#src/matching/in-window.ts';
import { type Ends, fitOf, type Journey, type Journeys, journeysBetween } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult, ShownPart } from '#src/matching/match.ts';
import { mayBeShown } from '#src/matching/may-be-shown.ts';
import { asSeenFrom, type Offer } from '#src/matching/offer.ts';
import type { Nearby, OfferIndex } from '#src/matching/offer-index.ts';
import { otherDays } from '#src/matching/other-days.ts';
import type { Preparation } from '#src/matching/prepared-offer.ts';
import { firstRanked, type RankKey } from '#src/matching/rank.ts';
import { findOtherBack, findWayBack, hasSeats } from '#src/matching/way-back.ts';
import { toTicks } from '#src/roads/weight.ts';
import type { Minutes } from '#src/time/units.ts';

/**
 * All offers of the index that fit, ranked, or the part of them about to be shown. Pure: the same offers and the same
 * question give the same answer.
 */
export const matchOffers = (
  index: OfferIndex,
  query: MatchQuery,
  rules: MatchRules,
  shown: ShownPart = { skip: 0, take: Infinity },
): MatchResult => {
  const outward = surveyOf(index, endsOf(query), rules);
  const candidates = outward.near(({ offer }) => isOpen(offer, query, rules));
  const onTime: Placed[] = [];
  const outside: Placed[] = [];
  for (const { offer, measuredBy } of candidates) {
    // Days first: most offers that pass by do not run on the day asked. One is enough to keep the place in the order.
    if (daysServed(offer.trip.schedule, query.when, query.now, 1) === undefined) continue;
    const journey = outward.by(measuredBy).with(offer);
    if (journey === undefined) continue;
    const placed = placeOf(journey, query, rules);
    (placed.missesBy === null ? onTime : outside).push(placed);
  }
  const passing = (): readonly Journey[] =>
    candidates.flatMap(({ offer, measuredBy }) => outward.by(measuredBy).with(offer) ?? []);
  const { skip, take } = shown;
  const tell = telling(index, query, rules);
  const part = (list: readonly Placed[], passed: number): readonly Match[] =>
    firstRanked(list, Math.max(0, skip + take - passed))
      .slice(Math.max(0, skip - passed))
      .map(tell);
  const matches = part(onTime, 0);
  const outsideWindow = part(outside, onTime.length);
  return {
    matches,
    outsideWindow,
    counts: { matches: onTime.length, outsideWindow: outside.length },
    otherDays: onTime.length > 0 || query.when.kind === 'any' ? [] : otherDays(passing(), query, rules.tolerance),
    estimated: [...matches, ...outsideWindow].some(({ estimated }) => estimated),
  };
};

/** The places asked, then those near them where the passenger may walk. */
const endsOf = ({ from, to, near }: MatchQuery): Ends => ({
  pickups: [{ stop: from, walk: 0 }, ...(near?.from ?? [])],
  dropoffs: [{ stop: to, walk: 0 }, ...(near?.to ?? [])],
});

/** One of those asked for; seats the driver never told are not a refusal. */
const isOpen = (offer: Offer, query: MatchQuery, rules: MatchRules): boolean =>
  (query.tripId === undefined || offer.trip.id === query.tripId) &&
  hasSeats(offer, query.seats) &&
  mayBeShown(offer, query.audience, rules.territoryId);

/** The journeys of a survey that are open and driven on a day asked, the best first. */
const journeysIn = (survey: Survey, query: MatchQuery, rules: MatchRules): Iterable<Journey> =>
  bestFirst(
    survey.near(() => true),
    ({ offer, measuredBy }) =>
      isOpen(offer, query, rules) && daysServed(offer.trip.schedule, query.when, query.now, 1) !== undefined
        ? survey.by(measuredBy).with(offer)
        : undefined,
  );

/** A way, looked at among the offers of the index with each metric that measures some of them. */
interface Survey {
  readonly near: (isOpen: (nearby: Nearby) => boolean) => readonly Nearby[];
  readonly by: (preparation: Preparation) => Journeys;
}

const surveyOf = (index: OfferIndex, ends: Ends, rules: MatchRules): Survey => {
  const known = new Map<Preparation, Journeys>();
  return {
    near: (isOpen) => {
      const [from, to] = [ends.pickups[0]?.stop.point, ends.dropoffs[0]?.stop.point];
      if (from === undefined || to === undefined) return [];
      const question = {
        from,
        to,
        pickups: ends.pickups.map(({ stop }) => stop.point),
        dropoffs: ends.dropoffs.map(({ stop }) => stop.point),
        most: toTicks(rules.bands.large),
        territoryIds: new Set([rules.territoryId, ...rules.neighbourIds]),
      };
      return index.near(question).filter(isOpen);
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

/** A journey with its place in the order: all that has to be known of those that will not be told. */
interface Placed {
  readonly journey: Journey;
  readonly missesBy: Minutes | null;
  readonly shift: Minutes;
  readonly key: RankKey;
}

const placeOf = (journey: Journey, query: MatchQuery, rules: MatchRules): Placed => {
  const { offer, detour, band, times } = journey;
  const { missesBy, shift, distance } =
    times === null ? VARIABLE : suits(query.window, times, rules.tolerance, offer.trip.flexibility);
  const fromHour = query.window.kind === 'any' ? 0 : distance;
  const pickup = times?.pickup ?? Infinity;
  const toAsk = needsToAsk(offer, query.needs).length;
  const key = { band, toAsk, fromHour, detour, pickup, id: offer.trip.id };
  return { journey, missesBy: missesBy === 0 ? null : missesBy, shift, key };
};

/** A variable hour suits any, after those that are known to. */
const VARIABLE = { missesBy: 0, shift: 0, distance: Infinity };

/** Tells journeys on the days and at the hour asked, with their reasons and the way back. */
const telling = (index: OfferIndex, query: MatchQuery, rules: MatchRules) => {
  const ends = endsOf(query);
  const backward = surveyOf(index, { pickups: ends.dropoffs, dropoffs: ends.pickups }, rules);
  // Those who go back on a day asked: looked for by the first journey whose own driver does not.
  let back: Iterable<Journey> | undefined;
  const bringingBack = (): Iterable<Journey> => {
    back ??= journeysIn(backward, query, rules);
    return back;
  };
  const measuring = index.measuring(query.from.point, query.to.point);
  const seen = (offer: Offer): Offer => asSeenFrom(rules.territoryId, offer);
  return ({ journey: outward, missesBy, shift }: Placed): Match => {
    const { offer } = outward;
    const served = daysServed(offer.trip.schedule, query.when, query.now) ?? { slots: [], dates: [] };
    const why = explain({ journey: outward, query, rules });
    const sameDriver = index.ofDriver(offer.driver.id).filter((other) => isOpen(other, query, rules));
    const question = { outward, shift, served, query };
    const wayBack = findWayBack(question, sameDriver, {
      with: (other) => backward.by(measuring(other)).with(other),
    });
    const otherBack = query.pairs === true && wayBack === null ? findOtherBack(question, bringingBack()) : null;
    return {
      ...fitOf(outward, served),
      offer: seen(offer),
      passesBy: why.find((reason) => reason.kind === 'passes-by')?.communeName ?? null,
      why,
      askAbout: needsToAsk(offer, query.needs),
      missesBy,
      shift,
      wayBack: wayBack && { ...wayBack, offer: seen(wayBack.offer) },
      otherBack: otherBack && { ...otherBack, offer: seen(otherBack.offer) },
    };
  };
};
