import type { Point } from '#src/places/place.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import { findRoute, type Route } from '#src/roads/route.ts';

/**
 * The way by the roads from the first point to the last, by each of the others in turn.
 * @returns null when a point is off the map, or cannot be reached from the one before
 */
export const driveThrough = ({ map, nodeAt }: RoadMetric, points: readonly Point[]): Route | null => {
  let before: number | null = null;
  let [ticks, metres] = [0, 0];
  const line: Point[] = [];
  for (const [index, point] of points.entries()) {
    const node = nodeAt(point);
    if (node === null) return null;
    const route = findRoute(map, before ?? node, node);
    if (route === null) return null;
    ticks += route.ticks;
    metres += route.metres;
    line.push(...(index === 0 ? route.points : route.points.slice(1)));
    before = node;
  }
  return { ticks, metres, points: line };
};
