import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Commune, Point } from '#src/places/place.ts';
import type { Metres } from '#src/time/units.ts';

/** From bourg to bourg: two communes that touch are seldom farther apart, and the market of the next one seldom is either. */
const NEXT_DOOR: Metres = 9_000;
/** A degree of latitude, and at least half a degree of longitude in mainland France: what is farther is not measured. */
const REACH_DEGREES = 0.15;

/** One commune just outside, and how far its bourg is from the nearest of ours. */
interface NextDoor {
  readonly commune: Commune;
  readonly metres: Metres;
}

const nearest = (points: readonly Point[], to: Point): Metres => {
  let least = Infinity;
  for (const point of points) {
    if (
      Math.abs(point.latitude - to.latitude) > REACH_DEGREES ||
      Math.abs(point.longitude - to.longitude) > REACH_DEGREES
    )
      continue;
    least = Math.min(least, greatCircleMetres(point, to));
  }
  return least;
};

/**
 * Communes just outside a territory, the most peopled first: where its inhabitants go to the market or the doctor. There is
 * no map of borders here: it is a matter of distance between bourgs.
 */
export const borderCommunes = (
  directory: CommuneDirectory,
  communeCodes: readonly string[],
  most: number,
): readonly Commune[] => {
  const ours = new Set(communeCodes);
  const points = communeCodes.flatMap((code) => directory.find(code)?.point ?? []);
  if (points.length === 0) return [];
  const latitudes = points.map(({ latitude }) => latitude).toSorted((a, b) => a - b);
  const longitudes = points.map(({ longitude }) => longitude).toSorted((a, b) => a - b);
  const within = (value: number, sorted: readonly number[]): boolean =>
    value > (sorted[0] ?? 0) - REACH_DEGREES && value < (sorted.at(-1) ?? 0) + REACH_DEGREES;
  const found: NextDoor[] = [];
  for (const commune of directory.communes()) {
    if (commune.point === null || ours.has(commune.code)) continue;
    if (!within(commune.point.latitude, latitudes) || !within(commune.point.longitude, longitudes)) continue;
    const metres = nearest(points, commune.point);
    if (metres <= NEXT_DOOR) found.push({ commune, metres });
  }
  return found
    .toSorted((a, b) => b.commune.population - a.commune.population || a.metres - b.metres)
    .slice(0, most)
    .map(({ commune }) => commune);
};
