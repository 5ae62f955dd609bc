import type { Matcher } from '#src/matching/matcher.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Match, MatchResult } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Territory } from '#src/territory/territory.ts';

/** A part of the ranked answer, `matches` then `outsideWindow`: what a page is about to show. */
export interface ShownPart {
  readonly skip: number;
  readonly take: number;
}

/**
 * The one question of the service: who goes that way? Offers of the territory and of the neighbours both sides agreed
 * with, up to date with the last committed write. The answer is complete; those in `shown` (all, when it is not given)
 * were read again just before it was given, and must be the only ones shown.
 */
export type FindMatches = (territory: Territory, query: MatchQuery, shown?: ShownPart) => Promise<MatchResult>;

/** The offers at hand, as the database has them. */
export interface OfferCatalogue {
  /** Those of a territory and, of its neighbours, the ones whose driver accepts to be shown there. */
  offersFor(territoryId: string, neighbourIds: readonly string[]): Promise<readonly Offer[]>;
  /** Reads them again: those that are no longer what was given, which `offersFor` will give anew. */
  changedSince(offers: readonly Offer[]): Promise<ReadonlySet<Offer>>;
}

/** Times a search is made when trips change while it is being answered; then what changed is left out. */
const ATTEMPTS = 3;

export const createFindMatches =
  ({ catalogue, matcher }: { readonly catalogue: OfferCatalogue; readonly matcher: Matcher }): FindMatches =>
  async (territory, query, shown) => {
    for (let attempt = 1; ; attempt += 1) {
      const offers = await catalogue.offersFor(territory.id, territory.neighbourIds);
      const result = matcher.findMatches(offers, query, rulesOf(territory));
      const changed = await catalogue.changedSince(offersIn(result, shown));
      if (changed.size === 0) return result;
      if (attempt === ATTEMPTS) return without(result, changed);
    }
  };

const rulesOf = ({ id, bands, tolerance }: Territory): MatchRules => ({ territoryId: id, bands, tolerance });

const offersIn = ({ matches, outsideWindow }: MatchResult, shown?: ShownPart): readonly Offer[] => {
  const all = [...matches, ...outsideWindow];
  const part = shown === undefined ? all : all.slice(shown.skip, shown.skip + shown.take);
  return [...new Set(part.flatMap(({ offer, wayBack }) => (wayBack === null ? [offer] : [offer, wayBack.offer])))];
};

const without = (result: MatchResult, changed: ReadonlySet<Offer>): MatchResult => {
  const keep = (matches: readonly Match[]): readonly Match[] =>
    matches
      .filter(({ offer }) => !changed.has(offer))
      .map((match) => (match.wayBack && changed.has(match.wayBack.offer) ? { ...match, wayBack: null } : match));
  return { ...result, matches: keep(result.matches), outsideWindow: keep(result.outsideWindow) };
};
