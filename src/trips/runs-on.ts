import { dateOf, dayNumber, laterOf, weekdayOf, weekdayOfDay } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import type { RegularSchedule, Schedule } from '#src/trips/trip.ts';

/** `pausedUntil` of a trip paused "jusqu'à nouvel ordre". */
export const UNTIL_FURTHER_NOTICE: IsoDate = '9999-12-31';

/** Whether the trip is driven on that day: weekday, validity, days off and pause all say yes. */
export const runsOn = (schedule: Schedule, date: IsoDate): boolean => {
  if (schedule.kind === 'one-off') return schedule.date === date;
  const { weekdays, from, until, pausedUntil } = schedule;
  return (
    (weekdays & weekdayBit(weekdayOf(date))) !== 0 &&
    (from === null || from <= date) &&
    (until === null || until >= date) &&
    (pausedUntil === null || (pausedUntil <= date && pausedUntil !== UNTIL_FURTHER_NOTICE)) &&
    exclusionOn(schedule, date) === undefined
  );
};

const exclusionOn = (schedule: RegularSchedule, date: IsoDate) =>
  schedule.excluded.length === 0
    ? undefined
    : schedule.excluded.find((range) => range.from <= date && date <= range.until);

/** Whether a trip driven that day can still be joined: once the driver has left, nobody can reach them. */
export const hasNotLeft = (schedule: Schedule, date: IsoDate, now: LocalMoment): boolean =>
  date > now.date || (date === now.date && (schedule.departure === null || schedule.departure >= now.time));

/**
 * Whether the trip will never be driven again: a one-off after its hour (without an hour, at the end of its day), a
 * regular one after its last day. A pause, even until further notice, ends nothing.
 */
export const isOver = (schedule: Schedule, now: LocalMoment): boolean =>
  schedule.kind === 'one-off'
    ? !hasNotLeft(schedule, schedule.date, now)
    : schedule.until !== null && !hasNotLeft(schedule, schedule.until, now);

/**
 * The first days, from `from` on, on which the trip is driven: `count` at most, none after `until`. Jumps over the
 * validity, the pause and the days off, so that a trip which starts again in five years costs no more than another.
 */
export const nextRuns = (
  schedule: Schedule,
  from: IsoDate,
  count: number,
  until: IsoDate = UNTIL_FURTHER_NOTICE,
): readonly IsoDate[] => {
  if (schedule.kind === 'one-off')
    return count > 0 && schedule.date >= from && schedule.date <= until ? [schedule.date] : [];
  const { pausedUntil } = schedule;
  if (pausedUntil === UNTIL_FURTHER_NOTICE) return [];
  const last = schedule.until !== null && schedule.until < until ? schedule.until : until;
  const runs: IsoDate[] = [];
  const lastDay = Math.min(dayNumber(last), dayNumber(UNTIL_FURTHER_NOTICE) - 1);
  let day = dayNumber(laterOf(laterOf(from, schedule.from ?? from), pausedUntil ?? from));
  while (day <= lastDay && runs.length < count) {
    if ((schedule.weekdays & weekdayBit(weekdayOfDay(day))) !== 0) {
      const date = dateOf(day);
      const exclusion = exclusionOn(schedule, date);
      if (exclusion === undefined) runs.push(date);
      else day = dayNumber(exclusion.until);
    }
    day += 1;
  }
  return runs;
};
