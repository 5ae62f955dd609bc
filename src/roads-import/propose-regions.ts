import { greatCircleMetres } from '#src/places/distance.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Commune, Point } from '#src/places/place.ts';
import { EXTRACT_REGIONS, type ExtractRegion } from '#src/roads-import/regions.ts';
import type { Metres } from '#src/time/units.ts';

export interface ProposedRegions {
  /** Those the territory's communes lie in, the one with most of them first. */
  readonly own: readonly ExtractRegion[];
  /** Those that begin within reach of a commune: for the trips that go there. */
  readonly near: readonly ExtractRegion[];
}

/** People go that far for a doctor or a station. */
const REACH: Metres = 25_000;
/** Metres of a degree of latitude. */
const DEGREE_METRES = 111_195;

/** Which regions a territory needs, from the communes it is made of. */
export const proposeRegions = (codes: readonly string[], communes: CommuneDirectory): ProposedRegions => {
  const ownCommunes = codes.flatMap((code) => communes.find(code) ?? []);
  const counts = new Map<ExtractRegion, number>();
  for (const commune of ownCommunes) {
    const region = regionOf(commune);
    if (region) counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  const own = [...counts].toSorted(([, a], [, b]) => b - a).map(([region]) => region);
  const points = ownCommunes.flatMap(({ point }) => point ?? []);
  const near = new Set<ExtractRegion>();
  for (const commune of communes.communes()) {
    const region = regionOf(commune);
    if (!region || counts.has(region) || near.has(region) || commune.point === null) continue;
    if (isWithinReach(commune.point, points)) near.add(region);
  }
  return { own, near: [...near].toSorted((a, b) => (a.slug < b.slug ? -1 : 1)) };
};

const byDepartment: ReadonlyMap<string, ExtractRegion> = new Map(
  EXTRACT_REGIONS.flatMap((region) => region.departments.map((department) => [department, region])),
);

const regionOf = ({ department }: Commune): ExtractRegion | undefined => byDepartment.get(department);

// The difference of latitudes alone tells nearly all of them apart.
const isWithinReach = (point: Point, points: readonly Point[]): boolean =>
  points.some(
    (own) => Math.abs(own.latitude - point.latitude) * DEGREE_METRES <= REACH && greatCircleMetres(own, point) <= REACH,
  );
