import type { Point } from '#src/places/place.ts';
import type { Metres, Minutes } from '#src/time/units.ts';

/**
 * Travel between two points, by whatever knows it: an estimate from the great circle, or the road network.
 * Values are finite and never negative; between a point and itself they are 0. Times are those of the shortest way: going
 * round by a third point is never shorter. They may differ between the way there and the way back.
 */
export interface TravelMetric {
  minutes(from: Point, to: Point): Minutes;
  metres(from: Point, to: Point): Metres;
  /** True when times are estimates and the page has to say so. */
  readonly estimated: boolean;
  /** Whether the way there and the way back always take the same time: one is then not asked for twice. */
  readonly symmetric: boolean;
  /**
   * Straight-line metres that no travel of this metric covers in less than a minute: lets matching reject from afar,
   * without asking for the exact time, an offer that cannot fit.
   */
  readonly fastestMetresPerMinute: number;
}
