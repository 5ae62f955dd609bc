import type { Approach } from '#src/matching/match-query.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Stop } from '#src/places/place.ts';
import { WALKED_METRES_PER_MINUTE } from '#src/places/walking.ts';
import type { Need } from '#src/requests/request.ts';
import type { Metres, Minutes } from '#src/time/units.ts';

/** Meeting points looked at around each end. */
const MOST_APPROACHES = 3;
/** What one can ask of somebody of 70 with a bag. */
const LONGEST_WALK: Minutes = 10;

/** Who has one of these is picked up at the door. */
const DOOR_TO_DOOR: readonly Need[] = ['wheelchair', 'walker', 'cane'];

/** The meeting points one can walk to from a place, or from which one can walk there, nearest first. */
export const approachesTo = (
  { point }: Stop,
  meetingPoints: readonly Stop[],
  needs: readonly Need[],
): readonly Approach[] => {
  if (needs.some((need) => DOOR_TO_DOOR.includes(need))) return [];
  return meetingPoints
    .map((stop) => ({ stop, metres: greatCircleMetres(point, stop.point) }))
    .filter(({ metres }) => metres > 0 && minutesOn(metres) <= LONGEST_WALK)
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, MOST_APPROACHES)
    .map(({ stop, metres }) => ({ stop, walk: minutesOn(metres) }));
};

/** Whole minutes, a started one counted. */
const minutesOn = (metres: Metres): Minutes => Math.ceil(metres / WALKED_METRES_PER_MINUTE);
