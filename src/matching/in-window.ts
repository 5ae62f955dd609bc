import type { TimeWindow } from '#src/requests/request.ts';
import { AFTERNOON_STARTS, MORNING_ENDS } from '#src/time/half-days.ts';
import type { Minutes } from '#src/time/units.ts';

/** Minutes since the midnight the trip's day began with, whole as shown: beyond 1439 it is the next day. */
export interface RideTimes {
  /** The same as the pick-up, but for the walk there. */
  readonly leaveHome: Minutes;
  readonly pickup: Minutes;
  readonly dropoff: Minutes;
  /** The same as the drop-off, but for the walk after it. */
  readonly arrival: Minutes;
}

/** How an hour suits what was asked. */
export interface Suiting {
  /** 0 when on time; else the minutes by which the driver would have to leave later (+) or earlier (-). */
  readonly missesBy: Minutes;
  /** When on time only because the driver leaves later (+) or earlier (-), as they said they would: by how much. */
  readonly shift: Minutes;
  /** Minutes from the hour asked, for ranking; 0 when no precise hour is asked. */
  readonly distance: Minutes;
}

/**
 * Judges the hours that are shown, in whole minutes.
 * - arrive-by H: arrives from H - tolerance to H. Arriving late, even by a minute, is not on time: an appointment waits
 *   for nobody, and there is no margin beyond the one the page states.
 * - leave-at H: leaves from H - tolerance to H + tolerance.
 * - morning: leaves before 12 h 30; afternoon: from 12 h.
 * A driver who said that they would leave earlier or later by so much is on time when that suffices.
 */
export const suits = (
  window: TimeWindow,
  times: Pick<RideTimes, 'leaveHome' | 'arrival'>,
  tolerance: Minutes,
  flexibility: Minutes = 0,
): Suiting => {
  const { missesBy, distance } = asSaid(window, times, tolerance);
  return Math.abs(missesBy) <= flexibility
    ? { missesBy: 0, shift: missesBy, distance }
    : { missesBy, shift: 0, distance };
};

/** The hour that the driver said, judged. */
const asSaid = (
  window: TimeWindow,
  { leaveHome, arrival }: Pick<RideTimes, 'leaveHome' | 'arrival'>,
  tolerance: Minutes,
): Omit<Suiting, 'shift'> => {
  switch (window.kind) {
    case 'arrive-by':
      return { missesBy: missed(arrival, window.at - tolerance, window.at), distance: Math.abs(window.at - arrival) };
    case 'leave-at':
      return {
        missesBy: missed(leaveHome, window.at - tolerance, window.at + tolerance),
        distance: Math.abs(window.at - leaveHome),
      };
    case 'morning':
      return { missesBy: missed(leaveHome, -Infinity, MORNING_ENDS - 1), distance: 0 };
    case 'afternoon':
      return { missesBy: missed(leaveHome, AFTERNOON_STARTS, Infinity), distance: 0 };
    case 'any':
      break;
  }
  return { missesBy: 0, distance: 0 };
};

const missed = (value: Minutes, earliest: Minutes, latest: Minutes): Minutes => {
  if (value < earliest) return earliest - value;
  return value > latest ? latest - value : 0;
};
