import type { Match } from '#src/matching/match.ts';
import type { Request, TimeWindow, Way } from '#src/requests/request.ts';
import { areSameDays } from '#src/requests/slots.ts';
import { AFTERNOON_STARTS } from '#src/time/half-days.ts';
import type { TimeOfDay } from '#src/time/units.ts';

/** A morning away is never over before. */
const MORNING_OUT: TimeOfDay = 9 * 60;

const outSince = (window: TimeWindow): TimeOfDay => {
  switch (window.kind) {
    case 'arrive-by':
    case 'leave-at':
      return window.at;
    case 'morning':
      return MORNING_OUT;
    case 'afternoon':
      return AFTERNOON_STARTS;
    case 'any':
      return 0;
  }
};

/**
 * Whether a driver passes once the person is there: a way back asked for the same day at no precise hour would be offered
 * to someone who drives home before they left.
 */
export const afterOutward =
  ({ ways }: Pick<Request, 'ways'>, way: Pick<Way, 'direction' | 'when' | 'window'>) =>
  ({ pickupAt }: Pick<Match, 'pickupAt'>): boolean => {
    if (way.direction === 'outward' || pickupAt === null) return true;
    const outward = ways.find(({ direction, when }) => direction === 'outward' && areSameDays(when, way.when));
    return outward === undefined || pickupAt >= outSince(outward.window);
  };
