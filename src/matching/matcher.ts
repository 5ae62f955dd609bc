import { daysServed } from '#src/matching/days-served.ts';
import { explain, needsToAsk } from '#src/matching/explain.ts';
import { suits } from '#src/matching/in-window.ts';
import { fitOf, type Journey, type Sketch } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult, ShownPart } from '#src/matching/match.ts';
import { asSeenFrom, type Offer } from '#src/matching/offer.ts';
import type { OfferIndex } from '#src/matching/offer-index.ts';
import type { Found } from '#src/matching/offer-space.ts';
import { otherDays } from '#src/matching/other-days.ts';
import { firstRanked, type RankKey } from '#src/matching/rank.ts';
import { returnsOf } from '#src/matching/returns.ts';
import { endsOf, isDriven, type Survey, surveyOf } from '#src/matching/survey.ts';
import { findOtherBack, findWayBack } from '#src/matching/way-back.ts';
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
  const outward = surveyOf(index, endsOf(query), query, rules);
  const onTime: Placed[] = [];
  const outside: Placed[] = [];
  for (const found of outward.near(query.when)) {
    // Days first: most offers that pass by do not run on the day asked. One is enough to keep the place in the order.
    if (!isDriven(found, query)) continue;
    const sketch = outward.by(found.measuredBy).sketch(found);
    if (sketch === undefined) continue;
    const placed = placeOf(found, sketch, query, rules);
    (placed.missesBy === null ? onTime : outside).push(placed);
  }
  const passing = (): readonly Journey[] =>
    outward.near(null).flatMap((found) => outward.by(found.measuredBy).make(found) ?? []);
  const { skip, take } = shown;
  const tell = telling(index, outward, query, rules);
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

/** What was found with its place in the order: all that has to be known of those that will not be told. */
interface Placed extends RankKey {
  readonly found: Found;
  readonly missesBy: Minutes | null;
  readonly shift: Minutes;
}

const placeOf = (found: Found, { detour, band, times }: Sketch, query: MatchQuery, rules: MatchRules): Placed => {
  const { straight } = found;
  const flexibility = straight === null ? found.offer.trip.flexibility : straight.flexibility;
  const { missesBy, shift, distance } =
    times === null ? VARIABLE : suits(query.window, times, rules.tolerance, flexibility);
  const fromHour = query.window.kind === 'any' ? 0 : distance;
  const pickup = times?.pickup ?? Infinity;
  const toAsk = query.needs.length === 0 ? 0 : needsToAsk(found.offer, query.needs).length;
  return {
    found,
    missesBy: missesBy === 0 ? null : missesBy,
    shift,
    band,
    toAsk,
    fromHour,
    detour,
    pickup,
  };
};

/** A variable hour suits any, after those that are known to. */
const VARIABLE = { missesBy: 0, shift: 0, distance: Infinity };

/** Tells journeys on the days and at the hour asked, with their reasons and the way back. */
const telling = (index: OfferIndex, survey: Survey, query: MatchQuery, rules: MatchRules) => {
  const returns = returnsOf(index, query, rules);
  const seen = (offer: Offer): Offer => asSeenFrom(rules.territoryId, offer);
  return ({ found, missesBy, shift }: Placed): Match => {
    const { offer } = found;
    const outward = survey.by(found.measuredBy).make(found);
    if (outward === undefined) throw new Error(`trip ${offer.trip.id} was placed without a journey`);
    const served = daysServed(offer.trip.schedule, query.when, query.now) ?? { slots: [], dates: [] };
    const why = explain({ journey: outward, query, rules });
    const question = { outward, shift, served, query };
    const wayBack = findWayBack(question, returns.ofDriver(offer.driver.id), returns.make);
    const otherBack =
      query.pairs === true && wayBack === null ? findOtherBack(question, returns.bestFirst(), returns.make) : null;
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
