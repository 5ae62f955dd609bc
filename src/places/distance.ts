import type { Point } from '#src/places/place.ts';
import type { Metres } from '#src/time/units.ts';

/** Mean radius R1 of the WGS 84 ellipsoid (2a + b) / 3, in metres (IUGG). */
const MEAN_EARTH_RADIUS: Metres = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Metres between two points along the sphere's great circle (haversine: exact for near points too). */
export const greatCircleMetres = (a: Point, b: Point): Metres => {
  const halfLatitude = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2);
  const halfLongitude = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2);
  const h =
    halfLatitude * halfLatitude +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * halfLongitude * halfLongitude;
  return 2 * MEAN_EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
};
