import type { CommuneTable } from '#src/places/commune-table.ts';
import type { Accepts, Gatherer, Hit } from '#src/places/gather-places.ts';
import {
  HEAD_PART,
  HEAD_WORDS,
  INNER_WORDS,
  isRough,
  levelOf,
  restOf,
  slipsOf,
  TYPO_HEAD,
  TYPO_INNER,
  TYPO_WHOLE,
  WHOLE_SHORT,
} from '#src/places/match-names.ts';
import { squash } from '#src/places/normalise.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import { kilometresTo, matchCost } from '#src/places/rank-places.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

/** One place that cannot be mistaken, several to choose from, or none (with guesses). The most likely first. */
export type Decision =
  | { readonly kind: 'one'; readonly hit: Hit }
  | { readonly kind: 'several'; readonly hits: readonly Hit[] }
  | { readonly kind: 'none'; readonly near: readonly Hit[] };

export interface DecisionOptions {
  /** 'strict' knows no slip and no half word; 'here' forgives them in the territory only. */
  readonly how: 'tolerant' | 'here' | 'strict';
  /** What else was written (a département, a postal code) and must agree. */
  readonly accepts?: Accepts;
}

export type Decide = (name: string, territory: ReadyTerritory | null, options: DecisionOptions) => Decision;

/** A town everybody thinks of; below it, a far namesake is asked about. */
const TOWN = 10_000;
/** A namesake this many times smaller is not what was meant. */
const NAMESAKE_RATIO = 20;
/** The same for a longer name that starts so: Clermont is not unmistakable beside Clermont-Ferrand. */
const LONGER_NAME_RATIO = 5;
/** A name that so many bear, or start with, is that of no town in particular: Saint-Martin. */
const COMMON_NAME = 20;
/** A namesake nearer than this to the territory may be what was meant, however small. */
const NEIGHBOURHOOD_KM = 100;
/** Fewer letters are never guessed from. */
const LEAST_LETTERS = 4;
/** Two letters less to type, with the cost of a letter in rank-places.ts. */
const CLEARLY_BETTER = 0.07;
/** A guess this close to its end competes with a name typed in full elsewhere. */
const FEW_LETTERS = 3;
const SLIPS = { strict: 'nowhere', here: 'territory', tolerant: 'everywhere' } as const;
const MOST_HITS = 200;
const MOST_NEAR = 6;

const atMostLevel = (hits: readonly Hit[], level: number): readonly Hit[] =>
  hits.filter(({ match }) => levelOf(match) <= level);

const bestLevel = (hits: readonly Hit[]): readonly Hit[] => {
  const best = Math.min(...hits.map(({ match }) => levelOf(match)));
  return hits.filter(({ match }) => levelOf(match) === best);
};

/** The only one, else all of them and the others to choose from, the territory's first. */
const choose = (hits: readonly Hit[], others: readonly Hit[] = []): Decision => {
  const [hit] = hits;
  if (hit !== undefined && hits.length === 1 && others.length === 0) return { kind: 'one', hit };
  const all = [...hits, ...others.filter((other) => !hits.includes(other))];
  return {
    kind: 'several',
    hits: all.toSorted((one, other) => Number(other.ours) - Number(one.ours) || one.cost - other.cost),
  };
};

const isStrongGuess = ({ match }: Hit): boolean => {
  const level = levelOf(match);
  return level === HEAD_PART || level === TYPO_WHOLE || level === TYPO_HEAD;
};

/** What was typed may well be this place, misspelt. */
const isLikelyGuess = (hit: Hit): boolean =>
  isStrongGuess(hit) &&
  !isRough(hit.match) &&
  restOf(hit.match) <= FEW_LETTERS &&
  (slipsOf(hit.match) <= 1 || levelOf(hit.match) === TYPO_WHOLE);

/** What decides what a name means, from the places that answer it. */
export const placeDecider = (table: CommuneTable, catalogue: PlaceCatalogue, gatherer: Gatherer): Decide => {
  const populationOf = ({ entry }: Hit): number =>
    entry < 0 || entry >= table.rowCount ? 0 : (table.population[entry] ?? 0);
  const rowOf = ({ entry }: Hit): number => (entry < 0 ? -1 : catalogue.rowOf(entry));
  /** A commune and the communes merged into it are one answer, unless two of the merged ones are meant. */
  const merged = (hits: readonly Hit[]): readonly Hit[] =>
    hits.filter(({ entry }) => entry < table.rowCount || !hits.some((other) => other.entry === catalogue.rowOf(entry)));
  /** The territory's own names first, then names typed in full before those that differ by an article. */
  const decideOurs = (ours: readonly Hit[], rest: readonly Hit[]): Decision => {
    const local = ours.filter(({ entry }) => entry < 0);
    const best = merged(bestLevel(local.length > 0 ? local : ours));
    return choose(best, best.length === 1 ? [] : rest);
  };

  /** Names typed in full, all outside the territory. */
  const decideElsewhere = (
    whole: readonly Hit[],
    longer: readonly Hit[],
    guesses: readonly Hit[],
    territory: ReadyTerritory | null,
  ): Decision => {
    const named = merged(bestLevel(whole));
    const biggest = named.reduce((one, other) => (populationOf(other) > populationOf(one) ? other : one));
    const population = populationOf(biggest);
    const namesakes = named.filter((hit) => hit !== biggest);
    const others = longer.filter((hit) => table.parent[rowOf(hit)] !== rowOf(biggest));
    const isShortFor = others.some((hit) => populationOf(hit) > LONGER_NAME_RATIO * population);
    const isCommon = named.length + others.length > COMMON_NAME;
    const isTown = population >= TOWN;
    const isClose = (hit: Hit): boolean =>
      territory !== null && kilometresTo(table, territory, rowOf(hit)) < NEIGHBOURHOOD_KM;
    const stands = namesakes.every((hit) => NAMESAKE_RATIO * populationOf(hit) <= population && !isClose(hit));
    const alone = namesakes.length === 0 ? isTown || isClose(biggest) || guesses.length === 0 : isTown && stands;
    if (!isShortFor && !isCommon && alone) return { kind: 'one', hit: biggest };
    return choose([...(isTown ? [] : guesses), ...named, ...longer]);
  };

  /** Nothing bears the name: a slip is forgiven inside the territory when one place clearly stands out, else offered. */
  const decideGuess = (letters: number, hits: readonly Hit[]): Decision => {
    const near = hits.slice(0, MOST_NEAR);
    const ours = hits
      .filter((hit) => hit.ours && isStrongGuess(hit))
      .toSorted((one, other) => matchCost(one.match) - matchCost(other.match));
    const [best, second] = merged(ours);
    if (best === undefined || letters < LEAST_LETTERS) return { kind: 'none', near };
    const rivals = hits.filter((hit) => {
      if (hit.ours || populationOf(hit) < TOWN) return false;
      const level = levelOf(hit.match);
      if (level === HEAD_PART) return restOf(hit.match) <= 2;
      return level === TYPO_WHOLE && slipsOf(hit.match) <= Math.max(1, slipsOf(best.match));
    });
    if (rivals.length > 0) return choose([best, ...rivals]);
    const standsOut = second === undefined || matchCost(second.match) >= matchCost(best.match) + CLEARLY_BETTER;
    if (standsOut && restOf(best.match) <= Math.max(3, letters / 2)) return { kind: 'one', hit: best };
    return ours.length > 1 ? { kind: 'several', hits: near } : { kind: 'none', near };
  };

  return (name, territory, { how, accepts }) => {
    const slips = { where: SLIPS[how], enough: Number.POSITIVE_INFINITY } as const;
    const worst = how === 'strict' ? INNER_WORDS : TYPO_INNER;
    const hits = gatherer.best([name], territory, { slips, limit: MOST_HITS, worst, ...(accepts && { accepts }) });
    const ours = hits.filter((hit) => hit.ours);
    const elsewhere = hits.filter((hit) => !hit.ours);

    const oursWhole = atMostLevel(ours, WHOLE_SHORT);
    const elsewhereWhole = atMostLevel(elsewhere, WHOLE_SHORT);
    const longer = elsewhere.filter(({ match }) => levelOf(match) === HEAD_WORDS);
    if (oursWhole.length > 0) return decideOurs(oursWhole, [...elsewhereWhole, ...longer]);

    const oursWords = atMostLevel(ours, INNER_WORDS);
    if (oursWords.length > 0) {
      const best = merged(bestLevel(oursWords));
      return choose(best, atMostLevel(elsewhere, Math.max(HEAD_WORDS, levelOf(best[0]?.match ?? 0))));
    }
    if (elsewhereWhole.length > 0) {
      // Its département or its postal code was written: it is that one.
      const [named, ...namesakes] = merged(bestLevel(elsewhereWhole));
      if (accepts !== undefined && named !== undefined && namesakes.length === 0) return { kind: 'one', hit: named };
      return decideElsewhere(elsewhereWhole, longer, ours.filter(isLikelyGuess), territory);
    }
    if (longer.length > 0) return choose(merged(longer), ours.filter(isLikelyGuess));
    if (how === 'strict') return { kind: 'none', near: [] };
    return decideGuess(squash(name).length, hits);
  };
};
