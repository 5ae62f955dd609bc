import type { MatchQuery } from '#src/matching/match-query.ts';
import type { MatchResult } from '#src/matching/match.ts';
import type { Territory } from '#src/territory/territory.ts';

/**
 * The one question of the service: who goes that way? Offers of the territory and of the neighbours both sides agreed
 * with, up to date with the last committed write; each offer of the answer was read again just before it was given.
 */
export type FindMatches = (territory: Territory, query: MatchQuery) => Promise<MatchResult>;
