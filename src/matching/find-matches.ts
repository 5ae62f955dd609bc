import { matchOffers } from '#src/matching/matcher.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult, ShownPart, WayBack } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { OfferIndex } from '#src/matching/offer-index.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { Territory } from '#src/territory/territory.ts';

/**
 * The one question of the service: who goes that way? Offers of the territory and of the neighbours both sides agreed
 * with, up to date with the last committed write. What is told (the part in `shown`, all when it is not given) was read
 * again just before it was given.
 */
export type FindMatches = (territory: Territory, query: MatchQuery, shown?: ShownPart) => Promise<MatchResult>;

/** The offers at hand, as the database has them. */
export interface OfferCatalogue {
  /** Those of these territories, and perhaps others, up to date. */
  indexFor(territoryIds: readonly string[]): Promise<OfferIndex>;
  /** Reads them again: those that are no longer what was given, which `indexFor` will give anew. */
  changedSince(offers: readonly Offer[]): Promise<ReadonlySet<Offer>>;
}

/** Times a search is made when trips change while it is being answered; then what changed is left out. */
const ATTEMPTS = 3;

export const createFindMatches = (catalogue: OfferCatalogue): FindMatches => {
  let day: IsoDate = '';
  return async (territory, query, shown) => {
    const rules = rulesOf(territory);
    for (let attempt = 1; ; attempt += 1) {
      const index = await catalogue.indexFor([territory.id, ...territory.neighbourIds]);
      if (query.now.date > day) {
        day = query.now.date;
        index.dropEnded(query.now);
      }
      const result = matchOffers(index, query, rules, shown);
      const changed = await catalogue.changedSince(offersIn(result));
      if (changed.size === 0) return result;
      if (attempt === ATTEMPTS) return without(result, changed);
    }
  };
};

const rulesOf = ({ id, neighbourIds, bands, tolerance }: Territory): MatchRules => ({
  territoryId: id,
  neighbourIds,
  bands,
  tolerance,
});

const offersIn = ({ matches, outsideWindow }: MatchResult): readonly Offer[] => [
  ...new Set(
    [...matches, ...outsideWindow].flatMap(({ offer, wayBack, otherBack }) =>
      [offer, wayBack?.offer, otherBack?.offer].filter((one) => one !== undefined),
    ),
  ),
];

const without = (result: MatchResult, changed: ReadonlySet<Offer>): MatchResult => {
  const unchanged = (back: WayBack | null): WayBack | null => (back && changed.has(back.offer) ? null : back);
  const keep = (matches: readonly Match[]): readonly Match[] =>
    matches
      .filter(({ offer }) => !changed.has(offer))
      .map((match) => ({ ...match, wayBack: unchanged(match.wayBack), otherBack: unchanged(match.otherBack) }));
  const [matches, outsideWindow] = [keep(result.matches), keep(result.outsideWindow)];
  const counts = {
    matches: result.counts.matches - (result.matches.length - matches.length),
    outsideWindow: result.counts.outsideWindow - (result.outsideWindow.length - outsideWindow.length),
  };
  return { ...result, matches, outsideWindow, counts };
};
