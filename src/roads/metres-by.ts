import type { Point } from '#src/places/place.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { Metres } from '#src/time/units.ts';

/** Metres by the roads where both points are on their map; estimated otherwise. */
export const metresBy =
  (roads: RoadMetric | null, estimate: TravelMetric) =>
  (from: Point, to: Point): Metres =>
    roads !== null && roads.nodeAt(from) !== null && roads.nodeAt(to) !== null
      ? roads.metres(from, to)
      : estimate.metres(from, to);
