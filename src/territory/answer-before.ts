import { type Calendar, isOpenOn, nextOpenDay } from '#src/territory/closure.ts';
import { hoursOn, type OpenInterval } from '#src/territory/opening-hours.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/** Said aloud, an hour is round. */
const ROUND: TimeOfDay = 30;
/** When nobody ever answers, a promise is for the end of an afternoon. */
const NO_HOURS: TimeOfDay = 17 * 60;

const dayHours = (calendar: Calendar, date: IsoDate): readonly OpenInterval[] =>
  isOpenOn(calendar, date) ? hoursOn(calendar.hours, weekdayOf(date)) : [];

const closing = (day: readonly OpenInterval[]): TimeOfDay => day.at(-1)?.until ?? NO_HOURS;

/** Where the delay starts to run: now, or when someone is next there to hear. */
const startFrom = (calendar: Calendar, now: LocalMoment): LocalMoment | undefined => {
  const day = dayHours(calendar, now.date);
  const opening = day[0]?.from;
  if (opening !== undefined && now.time < closing(day)) return { date: now.date, time: Math.max(now.time, opening) };
  const next = nextOpenDay(calendar, addDays(now.date, 1));
  return next === undefined ? undefined : { date: next, time: dayHours(calendar, next)[0]?.from ?? NO_HOURS };
};

const openDayAfter = (calendar: Calendar, date: IsoDate, days: number): IsoDate | undefined => {
  let day: IsoDate | undefined = date;
  for (let left = days; left > 0 && day !== undefined; left -= 1) day = nextOpenDay(calendar, addDays(day, 1));
  return day;
};

const openDayBefore = (calendar: Calendar, date: IsoDate, notBefore: IsoDate): IsoDate | undefined => {
  for (let day = addDays(date, -1); day >= notBefore; day = addDays(day, -1)) if (isOpenOn(calendar, day)) return day;
  return undefined;
};

/**
 * "On vous rappelle avant ...": the end of the territory's delay. A day of opening counts for twenty-four hours, whatever
 * its hours, and the others for nothing: 48 hours from Friday at 10 are Tuesday at 10, and nobody waits eight days because
 * the desk opens in the morning only. It falls while someone answers, rounded down to a half hour; what would fall as the
 * desk opens is said for the evening before.
 */
export const answerBefore = (calendar: Calendar, now: LocalMoment, days: number): LocalMoment => {
  const start = startFrom(calendar, now);
  const last = start && openDayAfter(calendar, start.date, days);
  if (!start || last === undefined) return { date: addDays(now.date, Math.max(1, days)), time: NO_HOURS };
  const day = dayHours(calendar, last);
  const time = start.time - (start.time % ROUND);
  const first = day[0];
  if (first && time <= first.from) {
    // The start's own day was whole when it began with the opening.
    const whole = start.time <= (dayHours(calendar, start.date)[0]?.from ?? 0);
    const before = openDayBefore(calendar, last, whole ? start.date : addDays(start.date, 1));
    return before === undefined
      ? { date: last, time: first.until }
      : { date: before, time: closing(dayHours(calendar, before)) };
  }
  // Between two openings, or after the last one: the end of the one before.
  const interval = day.findLast(({ from }) => from < time);
  return { date: last, time: Math.min(time, interval?.until ?? time) };
};
