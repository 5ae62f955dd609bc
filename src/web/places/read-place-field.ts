import type { FoundPlace } from '#src/places/found-place.ts';
import type { PlaceSearch, PlaceSuggestion, TerritoryPlaces } from '#src/places/search-places.ts';

/** What a field of a posted form that names a place came to. */
export type PlaceField =
  | { readonly kind: 'found'; readonly place: FoundPlace }
  | {
      readonly kind: 'refused';
      readonly error: string;
      /** Offered under the field, to be chosen. */
      readonly choices: readonly Pick<PlaceSuggestion, 'value' | 'text'>[];
    };

/**
 * Reads a place typed in a form, and the choice made among those offered for this very text. A choice left over from
 * another text is not one of them, and counts for nothing.
 */
export const readPlaceField = (
  text: string,
  choice: string,
  places: { readonly search: PlaceSearch; readonly territory: TerritoryPlaces },
  blank: string,
): PlaceField => {
  if (text.trim() === '') return { kind: 'refused', error: blank, choices: [] };
  const resolution = places.search.resolve(text, places.territory);
  if (resolution.kind === 'found') return { kind: 'found', place: resolution.place };
  if (resolution.kind === 'no-point') {
    return {
      kind: 'refused',
      error: `Personne n’a publié où se trouve ${resolution.commune.name}. Écrivez une commune voisine.`,
      choices: [],
    };
  }
  const choices = resolution.kind === 'ambiguous' ? resolution.candidates : resolution.near;
  if (choices.some(({ value }) => value === choice)) {
    const chosen = places.search.resolve(choice, places.territory);
    if (chosen.kind === 'found') return { kind: 'found', place: chosen.place };
  }
  const error =
    resolution.kind === 'ambiguous'
      ? `Plusieurs lieux s’appellent « ${resolution.text} ». Choisissez le vôtre.`
      : `Nous ne trouvons pas « ${resolution.text} ». Écrivez le nom d’une commune${choices.length > 0 ? ', ou choisissez' : ''}.`;
  return { kind: 'refused', error, choices };
};

/** What to write in a field so that it means this very place again. */
export const fieldText = (search: PlaceSearch, territory: TerritoryPlaces, place: FoundPlace): string => {
  const again = search.resolve(place.label, territory);
  if (again.kind === 'found' && again.place.value === place.value) return place.label;
  const suggestions = search.search({ text: place.label, territory, limit: 20 });
  return suggestions.find((suggestion) => suggestion.value === place.value)?.text ?? place.value;
};
