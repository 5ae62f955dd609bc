import type { MatchWhen } from '#src/matching/match-query.ts';
import type { Slot } from '#src/requests/request.ts';
import { addDays, laterOf, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import { hasNotLeft, nextRuns, runsOn } from '#src/trips/runs-on.ts';
import type { Schedule } from '#src/trips/trip.ts';

/** Days kept of those a trip could serve, when the query does not list them itself. */
export const MOST_DATES = 14;

export interface DaysServed {
  readonly slots: readonly Slot[];
  readonly dates: readonly IsoDate[];
}

export const weekdaySlot = (weekday: number): Slot => `weekday-${weekday}`;

/**
 * What a trip serves of the days asked, or undefined when nothing. Never a day gone by, nor today once the driver has
 * left. Only a regular trip serves a weekly need.
 * @param most dates that are looked for when the query does not list them: one is enough to know that there is one.
 */
export const daysServed = (
  schedule: Schedule,
  when: MatchWhen,
  now: LocalMoment,
  most = MOST_DATES,
): DaysServed | undefined => {
  switch (when.kind) {
    case 'any':
      return served(runsFrom(schedule, now.date, now, undefined, most), () => []);
    case 'date':
      return served(ofDates(schedule, [when.date], now), (dates) => dates);
    case 'dates':
      return served(ofDates(schedule, when.dates, now), (dates) => dates);
    case 'within':
      return served(runsFrom(schedule, when.from, now, when.until, most), () => ['any-day']);
    case 'weekdays':
      break;
  }
  return schedule.kind === 'regular' ? everyWeek(schedule, when, now) : undefined;
};

const served = (dates: readonly IsoDate[], slots: (dates: readonly IsoDate[]) => readonly Slot[]) =>
  dates.length === 0 ? undefined : { slots: slots(dates), dates };

const ofDates = (schedule: Schedule, dates: readonly IsoDate[], now: LocalMoment): readonly IsoDate[] => {
  const driven: IsoDate[] = [];
  for (const date of dates) if (runsOn(schedule, date) && hasNotLeft(schedule, date, now)) driven.push(date);
  return driven.length < 2 ? driven : [...new Set(driven)].toSorted();
};

const runsFrom = (
  schedule: Schedule,
  from: IsoDate,
  now: LocalMoment,
  until?: IsoDate,
  most = MOST_DATES,
): readonly IsoDate[] => {
  const first = hasNotLeft(schedule, now.date, now) ? now.date : addDays(now.date, 1);
  return nextRuns(schedule, laterOf(from, first), most, until);
};

const everyWeek = (
  schedule: Schedule & { readonly kind: 'regular' },
  when: MatchWhen & { readonly kind: 'weekdays' },
  now: LocalMoment,
): DaysServed | undefined => {
  const until = when.until ?? undefined;
  const weekdays = schedule.weekdays & when.mask;
  if (weekdays === 0) return undefined;
  const dates = runsFrom({ ...schedule, weekdays }, when.from, now, until);
  const seen = new Set(dates.map(weekdayOf));
  const slots: Slot[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const bit = weekdayBit(weekday);
    // A day off may hide a weekday from the first dates: it is then looked for alone.
    if (
      (weekdays & bit) !== 0 &&
      (seen.has(weekday) || runsFrom({ ...schedule, weekdays: bit }, when.from, now, until).length > 0)
    )
      slots.push(weekdaySlot(weekday));
  }
  return served(dates, () => slots);
};
