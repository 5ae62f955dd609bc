import { weekdayOf } from '#src/time/dates.ts';
import { publicHolidayOn } from '#src/time/public-holidays.ts';
import type { IsoDate, WeekdayMask } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { RunningDays } from '#src/transit/on-demand/on-demand-service.ts';

/** Whether that date is one of these days. */
export const servesDay = (days: RunningDays, date: IsoDate): boolean => {
  if (days.removed.includes(date)) return false;
  if (days.added.includes(date)) return true;
  if (days.from !== null && date < days.from) return false;
  if (days.until !== null && date > days.until) return false;
  if ((days.weekdays & weekdayBit(weekdayOf(date))) === 0) return false;
  return days.closedOnHolidaysOf.length === 0 || publicHolidayOn(date, days.closedOnHolidaysOf) === undefined;
};

/** Whether some day from that date on, of one of these weekdays, is one of these. */
export const servesFrom = (days: RunningDays, date: IsoDate, weekdays: WeekdayMask): boolean =>
  days.added.some((one) => one >= date && (weekdays & weekdayBit(weekdayOf(one))) !== 0) ||
  ((days.weekdays & weekdays) !== 0 && (days.until === null || days.until >= date));
