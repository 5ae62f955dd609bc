import type { Journey, RideLeg } from '#src/transit/journey/journey.ts';

/** Of a journey whose rides are late, the first one that would leave before one is there; null when all can be caught. */
export const brokenChange = ({ legs }: Journey): RideLeg | null => {
  let there = -Infinity;
  let late = 0;
  for (const leg of legs) {
    if (leg.kind === 'walk') {
      there += leg.minutes;
      continue;
    }
    // A vehicle that is early waits for its hour. Without a delay, the timetable's changes are those that were searched.
    if (leg.isStay !== true && late > 0 && leg.board.departure + Math.max(0, leg.live?.boardDelay ?? 0) < there)
      return leg;
    late = leg.live?.alightDelay ?? 0;
    there = leg.alight.arrival + late;
  }
  return null;
};

/** Whether, by what is known at the moment, all its vehicles run, stop where they have to and can be caught. */
export const canBeTaken = (journey: Journey): boolean =>
  journey.legs.every((leg) => leg.kind === 'walk' || (leg.live?.missing ?? null) === null) &&
  brokenChange(journey) === null;
