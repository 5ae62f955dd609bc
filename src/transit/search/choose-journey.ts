import type { TimeWindow } from '#src/requests/request.ts';
import { AFTERNOON_STARTS, MORNING_ENDS } from '#src/time/half-days.ts';
import type { Minutes } from '#src/time/units.ts';

/** What journeys are compared by. */
interface Compared {
  readonly departure: number;
  readonly arrival: number;
  readonly changes: number;
}

/**
 * The journey for the hour asked, of journeys by departure of which none is beaten by another: those that leave later arrive
 * later, or at the same time with more changes.
 * @param hourOf an hour of the clock, as the journeys count theirs
 */
export const chooseJourney = <T extends Compared>(
  journeys: readonly T[],
  window: TimeWindow,
  hourOf: (shown: Minutes) => number,
): T | undefined => {
  switch (window.kind) {
    case 'leave-at':
      return journeys.find(({ departure }) => departure >= hourOf(window.at));
    case 'arrive-by':
      return journeys.findLast(({ arrival }) => arrival <= hourOf(window.at));
    case 'morning':
      return shortestOf(journeys.filter(({ departure }) => departure < hourOf(MORNING_ENDS)));
    case 'afternoon':
      return shortestOf(journeys.filter(({ departure }) => departure >= hourOf(AFTERNOON_STARTS)));
    case 'any':
      return shortestOf(journeys);
  }
};

const shortestOf = <T extends Compared>(journeys: readonly T[]): T | undefined =>
  journeys.toSorted((a, b) => a.arrival - a.departure - (b.arrival - b.departure) || a.changes - b.changes)[0];

/** By departure, without those that another beats: it leaves no earlier, arrives no later, and changes no more. */
export const unbeaten = <T extends Compared>(journeys: readonly T[]): readonly T[] => {
  const kept: T[] = [];
  const latestFirst = journeys.toSorted(
    (a, b) => b.departure - a.departure || a.arrival - b.arrival || a.changes - b.changes,
  );
  for (const journey of latestFirst)
    if (!kept.some(({ arrival, changes }) => arrival <= journey.arrival && changes <= journey.changes))
      kept.push(journey);
  return kept.toReversed();
};
