import { daysServed } from '#src/matching/days-served.ts';
import { explain, needsToAsk } from '#src/matching/explain.ts';
import { suits } from '#src/matching/in-window.ts';
import { fitOf, type Journey, type Journeys, journeysBetween } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult, ShownPart } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import { otherDays } from '#src/matching/other-days.ts';
import { createPreparation, type PreparedOffers } from '#src/matching/prepared-offers.ts';
import { firstRanked, type RankKey } from '#src/matching/rank.ts';
import { findWayBack } from '#src/matching/way-back.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { Minutes } from '#src/time/units.ts';

/** Matching over one metric. Pure: the same offers and the same question give the same answer. */
export interface Matcher {
  /**
   * All offers that fit, ranked, or the part of them about to be shown. A list given again is not prepared again, so
   * neither lists nor offers may be changed in place.
   */
  readonly findMatches: (
    offers: readonly Offer[],
    query: MatchQuery,
    rules: MatchRules,
    shown?: ShownPart,
  ) => MatchResult;
}

export const createMatcher = ({ metric }: { readonly metric: TravelMetric }): Matcher => {
  const preparation = createPreparation(metric);
  return {
    findMatches: (offers, query, rules, shown) => {
      const prepared = preparation.open(offers, query.audience, rules.territoryId);
      const [a, b] = [query.from.point, query.to.point];
      const outward = journeysBetween({ metric, preparation }, a, b, rules);
      const candidates = prepared.inside(outward.ellipse, query.seats);
      const onTime: Placed[] = [];
      const outside: Placed[] = [];
      for (const candidate of candidates) {
        // Days first: most offers that pass by do not run on the day asked. One is enough to keep the place in the order.
        if (daysServed(candidate.offer.trip.schedule, query.when, query.now, 1) === undefined) continue;
        const journey = outward.with(candidate);
        if (journey === undefined) continue;
        const placed = placeOf(journey, query, rules);
        (placed.missesBy === null ? onTime : outside).push(placed);
      }
      const backward = journeysBetween({ metric, preparation }, b, a, rules);
      const tell = ({ journey, missesBy }: Placed): Match =>
        matchOf(journey, missesBy, { query, rules, metric, backward, ofDriver: prepared.ofDriver });
      const part = (list: readonly Placed[], passed: number): readonly Match[] =>
        firstRanked(list, Math.max(0, skip + take - passed))
          .slice(Math.max(0, skip - passed))
          .map(tell);
      const { skip, take } = shown ?? { skip: 0, take: Infinity };
      const passing = (): readonly Journey[] => candidates.flatMap((candidate) => outward.with(candidate) ?? []);
      return {
        matches: part(onTime, 0),
        outsideWindow: part(outside, onTime.length),
        counts: { matches: onTime.length, outsideWindow: outside.length },
        otherDays: onTime.length > 0 || query.when.kind === 'any' ? [] : otherDays(passing(), query, rules.tolerance),
        estimated: metric.estimated,
      };
    },
  };
};

/** A journey with its place in the order: all that has to be known of those that will not be told. */
interface Placed {
  readonly journey: Journey;
  readonly missesBy: Minutes | null;
  readonly key: RankKey;
}

const placeOf = (journey: Journey, query: MatchQuery, rules: MatchRules): Placed => {
  const { offer, detour, band, times } = journey;
  const { missesBy, distance } = times === null ? VARIABLE : suits(query.window, times, rules.tolerance);
  const fromHour = query.window.kind === 'any' ? 0 : distance;
  const pickup = times?.pickup ?? Infinity;
  const toAsk = needsToAsk(offer, query.needs).length;
  const key = { band, toAsk, fromHour, detour, pickup, id: offer.trip.id };
  return { journey, missesBy: missesBy === 0 ? null : missesBy, key };
};

interface Telling {
  readonly query: MatchQuery;
  readonly rules: MatchRules;
  readonly metric: TravelMetric;
  readonly backward: Journeys;
  readonly ofDriver: PreparedOffers['ofDriver'];
}

/** The journey on the days and at the hour asked, with its reasons and the way back. */
const matchOf = (outward: Journey, missesBy: Minutes | null, telling: Telling): Match => {
  const { query, rules, metric, backward, ofDriver } = telling;
  const { offer } = outward;
  const served = daysServed(offer.trip.schedule, query.when, query.now) ?? { slots: [], dates: [] };
  const why = explain({ journey: outward, estimated: metric.estimated, query, rules });
  return {
    ...fitOf(outward, served, metric),
    passesBy: why.find((reason) => reason.kind === 'passes-by')?.communeName ?? null,
    why,
    askAbout: needsToAsk(offer, query.needs),
    missesBy,
    wayBack: findWayBack({ outward, served, sameDriver: ofDriver(offer.driver.id), backward, query, metric }),
  };
};

/** A variable hour suits any, after those that are known to. */
const VARIABLE = { missesBy: 0, distance: Infinity };
