import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { type Decide, type Decision, placeDecider } from '#src/places/decide-place.ts';
import { sentenceDecider } from '#src/places/decide-sentence.ts';
import { arrondissementDecider, codeDecider, prefixedValueDecider } from '#src/places/decide-value.ts';
import type { FoundPlace } from '#src/places/found-place.ts';
import type { Gatherer, Hit } from '#src/places/gather-places.ts';
import { foundLocal, type PlaceCatalogue } from '#src/places/place-catalogue.ts';
import type { PlaceFilter } from '#src/places/place-filter.ts';
import type { PlaceResolution, PlaceSuggestion } from '#src/places/place-suggestion.ts';
import { LONGEST_TEXT, readPlaceText } from '#src/places/read-place-text.ts';
import type { SearchPostalCode } from '#src/places/search-postal-code.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

export interface ResolverParts {
  readonly directory: CommuneDirectory;
  readonly catalogue: PlaceCatalogue;
  readonly gatherer: Gatherer;
  readonly filters: PlaceFilter;
  readonly searchPostalCode: SearchPostalCode;
  readonly suggest: (hits: readonly Hit[], territory: ReadyTerritory | null) => readonly PlaceSuggestion[];
}

const MOST_CANDIDATES = 10;

/** What a submitted text or value means. */
export const placeResolver = (parts: ResolverParts) => {
  const { directory, catalogue, gatherer, filters, searchPostalCode, suggest } = parts;
  const { table } = directory;
  const decide: Decide = placeDecider(table, catalogue, gatherer);
  const none: Decision = { kind: 'none', near: [] };

  const foundAt = ({ entry }: Hit, territory: ReadyTerritory | null): FoundPlace | undefined => {
    if (entry >= 0) return catalogue.found(entry);
    const local = territory?.localNames[-1 - entry];
    return local && foundLocal(local.place, local.commune);
  };

  const decideValue = prefixedValueDecider(table, catalogue);
  const decideCode = codeDecider(table, catalogue, searchPostalCode, MOST_CANDIDATES);
  const decideArrondissement = arrondissementDecider(table);
  const sentence = sentenceDecider({ catalogue, filters, decide, decideCode, foundAt });

  const decideText = (raw: string, territory: ReadyTerritory | null): Decision => {
    const value = raw.trim();
    const known = decideValue(value, territory) ?? decideCode(value, territory);
    if (known !== undefined) return known;
    const text = readPlaceText(raw);
    if (text.whole === '') return none;
    // "Marseille (13)" says the département, as that of any other commune; "Marseille 13" is an arrondissement.
    const isArrondissement = !text.brackets.some((part) => /^\d{2}$/u.test(part));
    const special =
      decideCode(text.whole, territory) ?? (isArrondissement ? decideArrondissement(text.whole, territory) : undefined);
    if (special !== undefined) return special;
    if (/^(?:\d{1,4}|2[ab]\d{0,2})$/u.test(text.whole)) {
      return { kind: 'none', near: searchPostalCode(text.whole, territory, MOST_CANDIDATES) };
    }
    // "Saint-Germain (Vienne)" is not Saint-Germain-sur-Vienne.
    if (text.brackets.length > 0 && text.brackets.every((part) => filters.isDepartment(part))) {
      const decision = sentence.decideWithParts(text, territory);
      if (decision.kind !== 'none') return decision;
    }
    const whole = decide(text.whole, territory, { how: 'strict' });
    if (whole.kind === 'one' && whole.hit.ours) return whole;
    if (whole.kind !== 'none') return decide(text.whole, territory, { how: 'here' });
    if (text.brackets.length > 0 || text.digits !== null) {
      const decision = sentence.decideWithParts(text, territory);
      if (decision.kind !== 'none' || text.pieces.length === 0) return decision;
    }
    return (
      sentence.decideReordered(text.whole, territory) ??
      sentence.decideWithDepartment(text.whole, territory) ??
      sentence.decidePieces(text, territory) ??
      sentence.decideTail(text.whole, territory) ??
      sentence.decideGuess(text.whole, territory)
    );
  };

  return {
    /** The places a text may mean when it is more than the beginning of a name: a sentence, a name and its département. */
    hitsOf(raw: string, territory: ReadyTerritory | null): readonly Hit[] {
      const decision = decideText(raw, territory);
      return decision.kind === 'one' ? [decision.hit] : decision.kind === 'several' ? decision.hits : [];
    },
    resolve(raw: string, territory: ReadyTerritory | null): PlaceResolution {
      const decision = decideText(raw, territory);
      const text = raw.trim().slice(0, LONGEST_TEXT).toWellFormed();
      if (decision.kind === 'none') return { kind: 'unknown', text, near: suggest(decision.near, territory) };
      if (decision.kind === 'several') {
        const lines = new Map(suggest(decision.hits, territory).map((line) => [line.value, line]));
        return { kind: 'ambiguous', text, candidates: [...lines.values()].slice(0, MOST_CANDIDATES) };
      }
      const place = foundAt(decision.hit, territory);
      if (place !== undefined) return { kind: 'found', place };
      return { kind: 'no-point', commune: catalogue.communeOf(decision.hit.entry) };
    },
  };
};
