import type { Point } from '#src/places/place.ts';
import type { Metres } from '#src/time/units.ts';

/** A place whose middle is this near a road is passed: nearer than the edge of nearly every village. */
const PASSED_WITHIN: Metres = 1000;
/** Metres in a degree of latitude (a quarter of a meridian is 10,002 km). */
const METRES_PER_DEGREE = 111_133;

/** The places a line passes, in its order. */
export const placesAlong = <Place extends { readonly point: Point | null }>(
  line: readonly Point[],
  places: readonly Place[],
): readonly Place[] => {
  if (line.length === 0) return [];
  const near = nearBoundsOf(line);
  const passed: { readonly place: Place; readonly at: number }[] = [];
  for (const place of places) {
    if (place.point === null || !near(place.point)) continue;
    const at = whereNearest(line, place.point);
    if (at !== null) passed.push({ place, at });
  }
  return passed.toSorted((a, b) => a.at - b.at).map(({ place }) => place);
};

const shrinkAt = ({ latitude }: Point): number => Math.cos((latitude * Math.PI) / 180);

/** Spares measuring what is far from the whole line. */
const nearBoundsOf = (line: readonly Point[]): ((point: Point) => boolean) => {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { latitude, longitude } of line) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  const up = PASSED_WITHIN / METRES_PER_DEGREE;
  return (point) => {
    const across = up / shrinkAt(point);
    return (
      point.latitude >= south - up &&
      point.latitude <= north + up &&
      point.longitude >= west - across &&
      point.longitude <= east + across
    );
  };
};

/** How far along the line, in segments, it comes nearest to the point; null when it stays too far from it. */
const whereNearest = (line: readonly Point[], point: Point): number | null => {
  const shrink = shrinkAt(point);
  const x = (other: Point): number => (other.longitude - point.longitude) * shrink * METRES_PER_DEGREE;
  const y = (other: Point): number => (other.latitude - point.latitude) * METRES_PER_DEGREE;
  let least = PASSED_WITHIN ** 2;
  let where: number | null = null;
  let before = line[0] as Point;
  for (const [index, here] of line.entries()) {
    const [x0, y0] = [x(before), y(before)];
    const [dx, dy] = [x(here) - x0, y(here) - y0];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / length));
    const apart = (x0 + share * dx) ** 2 + (y0 + share * dy) ** 2;
    if (apart < least) {
      least = apart;
      where = index - 1 + share;
    }
    before = here;
  }
  return where;
};
