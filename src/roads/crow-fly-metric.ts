import { greatCircleMetres } from '#src/places/distance.ts';
import type { EstimateMetric } from '#src/roads/travel-metric.ts';
import { toTicks } from '#src/roads/weight.ts';

/** Road metres for a straight metre, over 60 km/h: the ancestor's two figures (its commits 0885deb and 1a1dc12). */
const ROAD_FOR_STRAIGHT = 1.4;
const METRES_PER_MINUTE = 60_000 / 60;

/** Travel estimated from the great circle, where no road data is known: 1 km of road is 1 minute (design decision 9). */
export const crowFlyMetric: EstimateMetric = {
  ticks: (from, to) => toTicks((greatCircleMetres(from, to) * ROAD_FOR_STRAIGHT) / METRES_PER_MINUTE),
  metres: (from, to) => Math.round(greatCircleMetres(from, to) * ROAD_FOR_STRAIGHT),
  estimated: true,
  symmetric: true,
  fastestMetresPerMinute: METRES_PER_MINUTE / ROAD_FOR_STRAIGHT,
};
