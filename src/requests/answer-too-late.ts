import type { TimeWindow, When } from '#src/requests/request.ts';
import type { TimeOfDay } from '#src/time/units.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/** When a vague hour is over: a promise for later than that is of no use to anyone. */
const LAST_HOUR: Readonly<Record<'morning' | 'afternoon' | 'any', TimeOfDay>> = {
  morning: 12 * 60,
  afternoon: 18 * 60,
  any: 24 * 60,
};

/**
 * Whether an answer promised for then would come after the first day asked: "demain, avant 17 h" for an appointment
 * tomorrow at 10:30 leaves the caller at home. A day of a period or of a week can still be another one.
 */
export const answerTooLate = (answer: LocalMoment, when: When, window: TimeWindow): boolean => {
  const first = when.kind === 'dates' ? when.dates.toSorted()[0] : undefined;
  if (first === undefined || answer.date < first) return false;
  if (answer.date > first) return true;
  return answer.time >= ('at' in window ? window.at : LAST_HOUR[window.kind]);
};
