import { parseCoordinates } from '#src/places/parse-coordinates.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { PlaceSuggestion } from '#src/places/search-places.ts';
import type { At, Ctx } from '#src/web/context.ts';
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
    const communeCode = nearestCommune(at, service.communes, point);
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

/** Degrees of latitude beyond which a position is no longer near a commune: about 40 km. */
const FAR_DEGREES = 0.36;

const nearestCommune = (
  at: At,
  communes: { find(code: string): { readonly code: string; readonly point: LocalPlace['point'] | null } | undefined },
  point: LocalPlace['point'],
): string | undefined => {
  const narrowing = Math.cos((point.latitude * Math.PI) / 180);
  let best: { code: string; distance: number } | undefined;
  for (const code of at.territory.communeCodes) {
    const commune = communes.find(code);
    if (!commune?.point) continue;
    const distance = Math.hypot(
      commune.point.latitude - point.latitude,
      (commune.point.longitude - point.longitude) * narrowing,
    );
    if (distance <= FAR_DEGREES && (!best || distance < best.distance)) best = { code: commune.code, distance };
  }
  return best?.code;
};
