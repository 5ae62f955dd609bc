import type { Decide, Decision } from '#src/places/decide-place.ts';
import type { DecideValue } from '#src/places/decide-value.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Hit } from '#src/places/gather-places.ts';
import type { FoundPlace } from '#src/places/found-place.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import type { PlaceFilter } from '#src/places/place-filter.ts';
import { type PlaceText, readPlaceText, tailsOf } from '#src/places/read-place-text.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

export interface SentenceParts {
  readonly catalogue: PlaceCatalogue;
  readonly filters: PlaceFilter;
  readonly decide: Decide;
  readonly decideCode: DecideValue;
  readonly foundAt: (hit: Hit, territory: ReadyTerritory | null) => FoundPlace | undefined;
}

/** Between brackets, a commune this near says where precisely: "Cahors (Pradines)". */
const PRECISION_METRES = 15_000;
/** Words shorter than this, or after the first four, are not looked up by themselves. */
const LEAST_WORD = 4;
const MOST_WORDS = 4;

/** Words that a name has and nobody types. */
const LITTLE = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'l', 'la', 'le', 'les', 's', 'sur']);

const inAnyOrder = (folded: string): string =>
  folded
    .split(' ')
    .filter((word) => !LITTLE.has(word))
    .toSorted()
    .join(' ');

const hitsOf = (decision: Decision): readonly Hit[] =>
  decision.kind === 'one' ? [decision.hit] : decision.kind === 'several' ? decision.hits : [];

/** What a text means that is more than a name: with a département, a postal code, a street, "le bourg de". */
export const sentenceDecider = ({ catalogue, filters, decide, decideCode, foundAt }: SentenceParts) => {
  /** "Cahors (Pradines)": two communes, the second says where in or beside the first. */
  const decidePrecision = (text: PlaceText, territory: ReadyTerritory | null): Decision => {
    const outer = decide(text.name, territory, { how: 'tolerant' });
    const inner = text.brackets
      .map((part) => decide(part, territory, { how: 'strict' }))
      .find(({ kind }) => kind === 'one');
    if (inner?.kind !== 'one') return outer;
    if (outer.kind !== 'one')
      return outer.kind === 'none' ? inner : { kind: 'several', hits: [inner.hit, ...outer.hits] };
    const from = foundAt(outer.hit, territory);
    const to = foundAt(inner.hit, territory);
    const near = from !== undefined && to !== undefined && greatCircleMetres(from.point, to.point) <= PRECISION_METRES;
    return near ? inner : { kind: 'several', hits: [outer.hit, inner.hit] };
  };

  /** "13003 Marseille" is the 3rd arrondissement, not the whole city. */
  const arrondissementIn = (
    city: Extract<Decision, { kind: 'one' }>,
    digits: string,
    territory: ReadyTerritory | null,
  ): Decision => {
    const coded = decideCode(digits, territory);
    const hits = coded === undefined || city.hit.entry < 0 ? [] : hitsOf(coded);
    const code = hits.length === 0 ? '' : catalogue.communeOf(city.hit.entry).code;
    const hit = hits.find(({ entry }) => catalogue.communeOf(entry).parent === code);
    return hit === undefined ? city : { kind: 'one', hit };
  };

  /** A name with a département, a postal code or a commune beside it. */
  const decideWithParts = (text: PlaceText, territory: ReadyTerritory | null): Decision => {
    const said = text.digits === null ? text.brackets : [...text.brackets, text.digits];
    const accepts = filters.accepting(said, territory, 'whole');
    if (said.every((part) => filters.isDepartment(part))) {
      // "Albas (Lot)" is how the official place is offered, also where the team calls a hamlet Albas.
      const official = (entry: number): boolean => entry >= 0 && accepts(entry);
      const exact = decide(text.name, territory, { how: 'strict', accepts: official });
      if (exact.kind === 'one') return exact;
    }
    const exact = decide(text.name, territory, { how: 'strict', accepts });
    if (exact.kind === 'one') return arrondissementIn(exact, text.digits ?? '', territory);
    if (exact.kind !== 'none') return exact;
    const agreed = decide(text.name, territory, { how: 'tolerant', accepts });
    if (agreed.kind !== 'none' || agreed.near.length > 0) return agreed;
    if (text.digits === null) return decidePrecision(text, territory);
    if (text.digits.length === 5 && !catalogue.isPostalCode(text.digits)) {
      // A business postal code ("46005 Cahors Cedex") is in no list: its département still counts.
      const department = filters.accepting([text.digits.slice(0, 2)], territory, 'whole');
      const ofDepartment = decide(text.name, territory, { how: 'strict', accepts: department });
      if (ofDepartment.kind === 'one') return ofDepartment;
    }
    const named = decide(text.name, territory, { how: 'strict' });
    const coded = decideCode(text.digits, territory);
    const hits = [named, coded].flatMap((one) => (one === undefined ? [] : hitsOf(one)));
    const differing = new Map(hits.map((hit) => [hit.entry, hit]));
    // One name that disagrees with what stands beside it is a guess: "Cahors 75".
    return differing.size > 1 ? { kind: 'several', hits } : { kind: 'none', near: [...differing.values()] };
  };

  /** "Villefranche Aveyron", "Cahors, Lot". */
  const decideWithDepartment = (folded: string, territory: ReadyTerritory | null): Decision | undefined => {
    const words = folded.split(' ');
    for (let count = Math.min(5, words.length - 1); count >= 1; count -= 1) {
      const department = words.slice(-count).join(' ');
      if (!filters.isDepartment(department)) continue;
      const accepts = filters.accepting([department], territory, 'whole');
      const decision = decide(words.slice(0, -count).join(' '), territory, { how: 'strict', accepts });
      if (decision.kind !== 'none') return decision;
    }
    return undefined;
  };

  /** "cahors hopital": the words of one of the territory's own places, in another order. */
  const decideReordered = (folded: string, territory: ReadyTerritory | null): Decision | undefined => {
    const said = inAnyOrder(folded);
    if (territory === null || !said.includes(' ')) return undefined;
    const names = new Set(
      territory.localNames.flatMap(({ folded: name }) => (inAnyOrder(name) === said ? [name] : [])),
    );
    const [name] = names;
    if (name === undefined || names.size > 1) return undefined;
    const decision = decide(name, territory, { how: 'strict' });
    return decision.kind === 'none' ? undefined : decision;
  };

  /** "12 rue Gambetta, 46100 Figeac": the piece that is a place, the territory's before any other. */
  const decidePieces = (text: PlaceText, territory: ReadyTerritory | null): Decision | undefined => {
    const decided = text.pieces.map((piece): Decision => {
      const read = readPlaceText(piece);
      if (read.digits === null) return decide(piece, territory, { how: 'strict' });
      const accepts = filters.accepting([read.digits], territory, 'whole');
      return decide(read.name, territory, { how: 'strict', accepts });
    });
    const hits = decided.flatMap((one) => (one.kind === 'one' ? [one.hit] : []));
    const ours = hits.filter((hit) => hit.ours);
    const kept = new Map((ours.length > 0 ? ours : hits).map((hit) => [hit.entry, hit]));
    const [hit] = kept.values();
    if (hit === undefined) return decided.find(({ kind }) => kind === 'several');
    return kept.size === 1 ? { kind: 'one', hit } : { kind: 'several', hits: [...kept.values()] };
  };

  /** "le bourg de Gramat", "chez Paul à Gramat". */
  const decideTail = (folded: string, territory: ReadyTerritory | null): Decision | undefined => {
    for (const { name, sure } of tailsOf(folded)) {
      const decision = decide(name, territory, { how: 'strict' });
      if (decision.kind === 'one' && (sure || decision.hit.ours)) return decision;
      if (decision.kind === 'several' && sure) return decision;
    }
    return undefined;
  };

  /** Nothing is written as it should be: slips are forgiven, then words taken one by one, as guesses to offer. */
  const decideGuess = (folded: string, territory: ReadyTerritory | null): Decision => {
    const whole = decide(folded, territory, { how: 'tolerant' });
    if (whole.kind !== 'none') return whole;
    const tail = tailsOf(folded).find(({ sure }) => sure);
    const guess = tail && decide(tail.name, territory, { how: 'tolerant' });
    if (guess !== undefined && (guess.kind !== 'none' || guess.near.length > 0)) return guess;
    if (whole.near.length > 0) return whole;
    const words = folded.split(' ').filter((word) => word.length >= LEAST_WORD);
    const near = (words.length > 1 ? words.slice(0, MOST_WORDS) : []).flatMap((word) => {
      const decision = decide(word, territory, { how: 'strict' });
      return decision.kind === 'one' ? [decision.hit] : decision.kind === 'several' ? decision.hits.slice(0, 2) : [];
    });
    return { kind: 'none', near };
  };

  return { decideWithParts, decideReordered, decideWithDepartment, decidePieces, decideTail, decideGuess };
};
