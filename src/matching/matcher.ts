import { type DaysServed, daysServed } from '#src/matching/days-served.ts';
import { explain, needsToAsk } from '#src/matching/explain.ts';
import { suits } from '#src/matching/in-window.ts';
import { fitOf, type Journey, journeysBetween } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult, WayBack } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import { otherDays } from '#src/matching/other-days.ts';
import { createPreparation } from '#src/matching/prepared-offers.ts';
import { type Ranked, ranked } from '#src/matching/rank.ts';
import { findWayBack } from '#src/matching/way-back.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';

/** Matching over one metric. Pure: the same offers and the same question give the same answer. */
export interface Matcher {
  /**
   * All offers that fit, ranked: nothing is cut. A list given again is not prepared again, so neither lists nor offers
   * may be changed in place.
   */
  readonly findMatches: (offers: readonly Offer[], query: MatchQuery, rules: MatchRules) => MatchResult;
}

export const createMatcher = ({ metric }: { readonly metric: TravelMetric }): Matcher => {
  const preparation = createPreparation(metric);
  return {
    findMatches: (offers, query, rules) => {
      const question = { query, rules, metric };
      const prepared = preparation.open(offers, query.audience, rules.territoryId);
      const [a, b] = [query.from.point, query.to.point];
      const outward = journeysBetween({ metric, preparation }, a, b, rules);
      const backward = journeysBetween({ metric, preparation }, b, a, rules);
      const candidates = prepared.inside(outward.ellipse, query.seats);
      const found: Ranked[] = [];
      for (const candidate of candidates) {
        // Days first: most offers that pass by do not run on the day asked.
        const served = daysServed(candidate.offer.trip.schedule, query.when, query.now);
        const journey = served && outward.with(candidate);
        if (served === undefined || journey === undefined) continue;
        const sameDriver = prepared.ofDriver(candidate.offer.driver.id);
        const wayBack = findWayBack({ outward: journey, served, sameDriver, backward, query, metric });
        found.push(matchOf(journey, served, wayBack, question));
      }
      const matches = ranked(found.filter(({ match }) => match.missesBy === null));
      const passing = (): readonly Journey[] => candidates.flatMap((candidate) => outward.with(candidate) ?? []);
      return {
        matches,
        outsideWindow: ranked(found.filter(({ match }) => match.missesBy !== null)),
        otherDays: matches.length > 0 || query.when.kind === 'any' ? [] : otherDays(passing(), query, rules.tolerance),
        estimated: metric.estimated,
      };
    },
  };
};

interface Question {
  readonly query: MatchQuery;
  readonly rules: MatchRules;
  readonly metric: TravelMetric;
}

/** The journey on the days and at the hour asked, with its reasons and its place in the order. */
const matchOf = (journey: Journey, served: DaysServed, wayBack: WayBack | null, question: Question): Ranked => {
  const { offer, detour, band, times } = journey;
  const { query, rules, metric } = question;
  const { missesBy, distance } = times === null ? VARIABLE : suits(query.window, times, rules.tolerance);
  const why = explain({ journey, estimated: metric.estimated, query, rules });
  const askAbout = needsToAsk(offer, query.needs);
  const match: Match = {
    ...fitOf(journey, served, metric),
    passesBy: why.find((reason) => reason.kind === 'passes-by')?.communeName ?? null,
    why,
    askAbout,
    missesBy: missesBy === 0 ? null : missesBy,
    wayBack,
  };
  const fromHour = query.window.kind === 'any' ? 0 : distance;
  const pickup = times?.pickup ?? Infinity;
  return { key: { band, toAsk: askAbout.length, fromHour, detour, pickup, id: offer.trip.id }, match };
};

/** A variable hour suits any, after those that are known to. */
const VARIABLE = { missesBy: 0, distance: Infinity };
