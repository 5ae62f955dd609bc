import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point, Stop } from '#src/places/place.ts';
import type { Metres } from '#src/time/units.ts';
import type { Area, Polygon } from '#src/transit/on-demand/on-demand-service.ts';

/**
 * How far a stop may be from an end of a way: twenty minutes on foot. A commune stands for its whole self by one point, its
 * chef-lieu, so less would lose the stops of its own bourg.
 */
const ON_FOOT: Metres = 1_500;

/** A minute of latitude is 1,852 m: points farther apart than this many degrees need no exact distance. */
const FAR_DEGREES = 0.02;

const isNear = (a: Point, b: Point): boolean =>
  Math.abs(a.latitude - b.latitude) < FAR_DEGREES && greatCircleMetres(a, b) <= ON_FOOT;

/** Whether a ray to the east crosses this ring an odd number of times; a point on an edge may be on either side. */
const inRing = (ring: Polygon[number], { latitude, longitude }: Point): boolean => {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [x1, y1] = ring[index] ?? [0, 0];
    const [x2, y2] = ring[before] ?? [0, 0];
    const crosses = y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1;
    if (crosses) inside = !inside;
  }
  return inside;
};

/** Inside the outer ring and in none of the holes. */
export const inPolygon = ([outer, ...holes]: Polygon, point: Point): boolean =>
  outer !== undefined && inRing(outer, point) && !holes.some((hole) => inRing(hole, point));

/** Whether an end of a way is served there. */
export const inArea = (area: Area, end: Pick<Stop, 'communeCode' | 'point'>): boolean => {
  switch (area.kind) {
    case 'anywhere':
      return true;
    case 'communes':
      return area.codes.includes(end.communeCode);
    case 'points':
      return area.points.some((point) => isNear(point, end.point));
    case 'polygons':
      return area.polygons.some((polygon) => inPolygon(polygon, end.point));
  }
};
