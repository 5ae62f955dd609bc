import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import { straightMetresIn, walkSeconds } from '#src/transit/network/transit-rules.ts';

/** Stops with the seconds to walk there, or from there: row by row. */
export interface Walks {
  readonly stops: Int32Array;
  readonly seconds: Int32Array;
}

/** The stops that one can walk to from a point in so many seconds, the nearest first. */
export type NearStops = (point: Point, longest: number) => Walks;

/** More than a walk of any length could be wrong by, along a meridian or on the way round a sphere. */
const MARGIN_KILOMETRES = 0.01;

/** Among the stops listed, by their number in the columns. */
export const createNearStops = (listed: Int32Array, latitudes: Float64Array, longitudes: Float64Array): NearStops => {
  if (listed.length === 0) return () => ({ stops: new Int32Array(), seconds: new Int32Array() });
  const tree = new KDBush(listed.length);
  for (const stop of listed) tree.add(longitudes[stop] as number, latitudes[stop] as number);
  tree.finish();
  return (point, longest) => {
    const radius = straightMetresIn(longest) / 1000 + MARGIN_KILOMETRES;
    const walks = around(tree, point.longitude, point.latitude, Infinity, radius)
      .map((place) => {
        const stop = listed[place] as number;
        const there = { latitude: latitudes[stop] as number, longitude: longitudes[stop] as number };
        return { stop, seconds: walkSeconds(greatCircleMetres(point, there)) };
      })
      .filter(({ seconds }) => seconds <= longest);
    return {
      stops: Int32Array.from(walks, ({ stop }) => stop),
      seconds: Int32Array.from(walks, ({ seconds }) => seconds),
    };
  };
};
