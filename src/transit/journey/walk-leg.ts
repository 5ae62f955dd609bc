import { greatCircleMetres } from '#src/places/distance.ts';
import { WALKED_METRES_PER_MINUTE } from '#src/places/walking.ts';
import type { Minutes } from '#src/time/units.ts';
import type { Leg, LegEnd, WalkLeg } from '#src/transit/journey/journey.ts';
import type { TransitRules } from '#src/transit/network/transit-rules.ts';

/** Over streets, for one metre in a straight line. */
const STREETS = 4000 / 60 / WALKED_METRES_PER_MINUTE;

/** The walk from one point to another, all the way. */
export const walkLeg = (from: LegEnd, to: LegEnd): WalkLeg => {
  const straight = greatCircleMetres(from.point, to.point);
  return {
    kind: 'walk',
    from,
    to,
    minutes: Math.ceil(straight / WALKED_METRES_PER_MINUTE),
    metres: Math.round(straight * STREETS),
  };
};

/** Walking all the way, when that is short enough for these rules. */
export const directWalk = (
  { longestWalkToStop }: Pick<TransitRules, 'longestWalkToStop'>,
  from: LegEnd,
  to: LegEnd,
): WalkLeg | null => {
  const walk = walkLeg(from, to);
  return walk.minutes * 60 <= longestWalkToStop ? walk : null;
};

/** On foot, in all. */
export const walkedMinutes = (legs: readonly Leg[]): Minutes =>
  legs.reduce((sum, leg) => sum + (leg.kind === 'walk' ? leg.minutes : 0), 0);
