import { nearestCommune } from '#src/places/nearest-commune.ts';
import { parseCoordinates } from '#src/places/parse-coordinates.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { PlaceSuggestion } from '#src/places/search-places.ts';
import type { Ctx } from '#src/web/context.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** A point and the commune it stands in. */
export interface Where {
  readonly point: LocalPlace['point'];
  readonly communeCode: string;
}

/** The point a person meant, by its coordinates or by a name, and the commune it stands in (the nearest, for coordinates). */
export const locate = async (
  c: Ctx,
  text: string,
): Promise<Where | { readonly error: string; readonly candidates?: readonly PlaceSuggestion[] }> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const point = parseCoordinates(text);
  if (point) {
    const communeCode = nearestCommune(at.territory.communeCodes, service.communes, point)?.code;
    return communeCode === undefined
      ? {
          error:
            'Cette position est loin de toutes les communes du territoire. Vérifiez l’ordre : latitude, puis longitude.',
        }
      : { point, communeCode };
  }
  const resolution = service.placeSearch.resolve(text, await territoryPlaces(service, at.territory));
  switch (resolution.kind) {
    case 'found':
      return { point: resolution.place.point, communeCode: resolution.place.commune.code };
    case 'ambiguous':
      return { error: 'Plusieurs lieux portent ce nom : choisissez le bon.', candidates: resolution.candidates };
    case 'no-point':
      return { error: `On ne connaît pas la position de ${resolution.commune.name} : copiez-la d’une carte.` };
    case 'unknown':
      return {
        error: 'Ce lieu n’est pas connu : écrivez une commune, ou copiez une position d’une carte.',
        candidates: resolution.near,
      };
  }
};
