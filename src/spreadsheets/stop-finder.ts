import { greatCircleMetres } from '#src/places/distance.ts';
import { stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import type { PlaceSearch, PlaceSuggestion, TerritoryPlaces } from '#src/places/search-places.ts';
import type { Metres } from '#src/time/units.ts';

/** What a place written in a sheet means. */
export type FoundStop =
  | { readonly kind: 'found'; readonly stop: Stop; readonly doubt: string | null }
  | { readonly kind: 'refused'; readonly reason: string };

export type FindStop = (text: string) => FoundStop;

/** Farther from the middle of the territory, a place is taken with a doubt. */
const FAR: Metres = 150_000;
const SHOWN = 4;

const named = (suggestions: readonly PlaceSuggestion[]): string =>
  suggestions
    .slice(0, SHOWN)
    .map(({ text }) => `« ${text} »`)
    .join(', ');

/** Finds the places of a sheet as the search of the territory does: what may be several places is never guessed. */
export const createStopFinder = (search: PlaceSearch, territory: TerritoryPlaces): FindStop => {
  const known = new Map<string, FoundStop>();
  const find = (text: string): FoundStop => {
    const resolution = search.resolve(text, territory);
    switch (resolution.kind) {
      case 'found': {
        const stop = stopFrom(resolution.place);
        const far = greatCircleMetres(stop.point, territory.centre);
        const doubt =
          far > FAR
            ? `« ${text} » est à ${Math.round(far / 1000)} km du territoire (${resolution.place.commune.departmentName}) : vérifiez que c'est bien ce lieu.`
            : null;
        return { kind: 'found', stop, doubt };
      }
      case 'ambiguous':
        return {
          kind: 'refused',
          reason: `« ${text} » peut être ${named(resolution.candidates)}. Écrivez un de ces noms en entier, ou ajoutez ce nom aux lieux du territoire.`,
        };
      case 'unknown': {
        const near = resolution.near.length === 0 ? '' : ` Peut-être ${named(resolution.near)} ?`;
        return {
          kind: 'refused',
          reason: `Le lieu « ${text} » n'est pas connu.${near} Corrigez-le, ou ajoutez-le aux lieux du territoire.`,
        };
      }
      case 'no-point':
        return {
          kind: 'refused',
          reason: `Personne n'a publié la position de « ${resolution.commune.name} ». Ajoutez-la aux lieux du territoire.`,
        };
    }
  };
  return (text) => {
    const found = known.get(text) ?? find(text);
    known.set(text, found);
    return found;
  };
};
