import type { Point } from '#src/places/place.ts';
import type { Ticks } from '#src/roads/weight.ts';
import type { Metres } from '#src/time/units.ts';

/**
 * Travel between two points, by whatever knows it: an estimate from the great circle, or the road network.
 * Values are finite and never negative; between a point and itself they are 0. Times are whole and those of the shortest
 * way: but for the rounding of an estimate, going round by a third point is never shorter. They may differ between the
 * way there and the way back.
 */
export interface TravelMetric {
  ticks(from: Point, to: Point): Ticks;
  metres(from: Point, to: Point): Metres;
  /** True when times are estimates and the page has to say so. */
  readonly estimated: boolean;
  /** Whether the way there and the way back always take the same time and metres: one is then not asked for twice. */
  readonly symmetric: boolean;
}

/** Travel between a point and places that have numbers: the nodes of a map, the distinct positions of stops. */
export interface TravelByPlace {
  readonly ticks: (place: number) => Ticks;
  readonly metres: (place: number) => Metres;
}

/** An estimate from the positions alone, anywhere on Earth. */
export interface EstimateMetric extends TravelMetric {
  /**
   * Straight-line metres that no travel of this metric covers in less than a minute: lets matching reject from afar,
   * without asking for the exact time, an offer that cannot fit.
   */
  readonly fastestMetresPerMinute: number;
}
