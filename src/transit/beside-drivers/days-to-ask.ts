import type { When } from '#src/requests/request.ts';
import { addDays, laterOf, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';

/** Over a week-end there is one day of the week. */
const DAYS_TRIED = 3;
const FARTHEST_DAYS = 62;

/**
 * Timetables are of one day: the days that may stand for those asked, the one to try first before the others. Of dates, the
 * first that is not past; of weekdays and of a period, the next ones; of any day, those after today.
 * @param when null: any day
 */
export const daysToAsk = (when: When | null, today: IsoDate): readonly IsoDate[] => {
  if (when === null) return daysFrom(addDays(today, 1), null, () => true);
  switch (when.kind) {
    case 'dates': {
      const dates = when.dates.toSorted();
      const coming = dates.filter((date) => date >= today);
      return coming.length > 0 ? coming.slice(0, DAYS_TRIED) : dates.slice(-1);
    }
    case 'within':
      return daysFrom(laterOf(when.from, today), when.until, () => true);
    case 'weekly':
      return daysFrom(
        laterOf(when.from, today),
        when.until,
        (date) => (when.weekdays & weekdayBit(weekdayOf(date))) !== 0,
      );
  }
};

const daysFrom = (first: IsoDate, until: IsoDate | null, fits: (date: IsoDate) => boolean): readonly IsoDate[] => {
  const days: IsoDate[] = [];
  for (let ahead = 0; ahead < FARTHEST_DAYS && days.length < DAYS_TRIED; ahead += 1) {
    const date = addDays(first, ahead);
    if (until !== null && date > until) break;
    if (fits(date)) days.push(date);
  }
  return days;
};
