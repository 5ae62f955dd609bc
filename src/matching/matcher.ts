import { daysServed } from '#src/matching/days-served.ts';
import { explain, needsToAsk } from '#src/matching/explain.ts';
import { suits } from '#src/matching/in-window.ts';
import { fitOf, type Journey, journeysBetween } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult } from '#src/matching/match.ts';
import { mayBeShown } from '#src/matching/may-be-shown.ts';
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
  const prepare = createPreparation(metric);
  return {
    findMatches: (offers, query, rules) => {
      const prepared = prepare(offers);
      const { from, to } = query;
      const isOpen = (offer: Offer): boolean =>
        mayBeShown(offer, query.audience, rules.territoryId) && hasSeats(offer, query);
      const backward = journeysBetween(metric, to.point, from.point, rules);
      const journeys = journeysBetween(metric, from.point, to.point, rules).of(prepared, isOpen);
      const found = journeys.flatMap((outward) => {
        const ranking = matchOf(outward, query, rules, metric);
        if (ranking === undefined) return [];
        const sameDriver = prepared.ofDriver(outward.offer.driver.id).filter(({ offer }) => isOpen(offer));
        const wayBack = findWayBack({ outward, fit: ranking.match, sameDriver, backward, query, metric });
        return [{ key: ranking.key, match: { ...ranking.match, wayBack } }];
      });
      const matches = ranked(found.filter(({ match }) => match.missesBy === null));
      return {
        matches,
        outsideWindow: ranked(found.filter(({ match }) => match.missesBy !== null)),
        otherDays: matches.length > 0 ? [] : otherDays(journeys, query, rules.tolerance),
        estimated: metric.estimated,
      };
    },
  };
};

/** Seats the driver never told are not a refusal. */
const hasSeats = ({ trip }: Offer, query: MatchQuery): boolean => trip.seats === null || trip.seats >= query.seats;

/** The journey on the days and at the hour asked, its way back apart; undefined when it serves no day asked. */
const matchOf = (journey: Journey, query: MatchQuery, rules: MatchRules, metric: TravelMetric): Ranked | undefined => {
  const { offer, reach, insertion, detour, band, times } = journey;
  const served = daysServed(offer.trip.schedule, query.when, query.now);
  if (served === undefined) return undefined;
  const { missesBy, distance } = times === null ? VARIABLE : suits(query.window, times, rules.tolerance);
  const why = explain({ offer, reach, insertion, detour, estimated: metric.estimated, query, rules });
  const askAbout = needsToAsk(offer, query.needs);
  const match: Match = {
    ...fitOf(journey, served, metric, query.from, query.to),
    passesBy: why.find((reason) => reason.kind === 'passes-by')?.communeName ?? null,
    why,
    askAbout,
    missesBy: missesBy === 0 ? null : missesBy,
    wayBack: null,
  };
  const fromHour = query.window.kind === 'any' ? 0 : distance;
  const pickup = times?.pickup ?? Infinity;
  return { key: { band, toAsk: askAbout.length, fromHour, detour, pickup, id: offer.trip.id }, match };
};

/** A variable hour suits any, after those that are known to. */
const VARIABLE = { missesBy: 0, distance: Infinity };
