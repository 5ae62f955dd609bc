import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Commune, Point } from '#src/places/place.ts';

/** Degrees of latitude beyond which a position is no longer near a commune: about 40 km. */
const FAR_DEGREES = 0.36;

/** Of these communes, the one whose point is nearest; undefined when all are far. */
export const nearestCommune = (
  codes: readonly string[],
  communes: Pick<CommuneDirectory, 'find'>,
  point: Point,
): Commune | undefined => {
  const narrowing = Math.cos((point.latitude * Math.PI) / 180);
  let best: { commune: Commune; distance: number } | undefined;
  for (const code of codes) {
    const commune = communes.find(code);
    if (!commune?.point) continue;
    const distance = Math.hypot(
      commune.point.latitude - point.latitude,
      (commune.point.longitude - point.longitude) * narrowing,
    );
    if (distance <= FAR_DEGREES && (!best || distance < best.distance)) best = { commune, distance };
  }
  return best?.commune;
};
