import type { Point } from '#src/places/place.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import { toMinutes } from '#src/roads/weight.ts';
import type { Metres, Minutes } from '#src/time/units.ts';

/** The metric of a journey by these points: the roads where all are on their map, the estimate otherwise, never half and half. */
export type MetricBy = (points: readonly Point[]) => TravelMetric;

export const metricBy =
  (roads: RoadMetric | null, estimate: TravelMetric): MetricBy =>
  (points) =>
    roads !== null && points.every((point) => roads.nodeAt(point) !== null) ? roads : estimate;

/** Metres from one point to the next, through all of them. */
export const metresThrough = (metric: Pick<TravelMetric, 'metres'>, points: readonly Point[]): Metres =>
  points.slice(1).reduce((sum, to, index) => sum + metric.metres(points[index] ?? to, to), 0);

/** Metres of a journey by these points, by the roads where all are on their map; estimated otherwise. */
export const metresBy = (roads: RoadMetric | null, estimate: TravelMetric) => {
  const metric = metricBy(roads, estimate);
  return (...points: readonly Point[]): Metres => metresThrough(metric(points), points);
};

/** Minutes between two points, by the roads where both are on their map; estimated otherwise. */
export const minutesBy = (roads: RoadMetric | null, estimate: TravelMetric) => {
  const metric = metricBy(roads, estimate);
  return (from: Point, to: Point): Minutes => toMinutes(metric([from, to]).ticks(from, to));
};
