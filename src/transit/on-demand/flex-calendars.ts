import { addDays, weekdayOf } from '#src/time/dates.ts';
import { publicHolidaysOf } from '#src/time/public-holidays.ts';
import type { IsoDate, WeekdayMask } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { OtherWay } from '#src/transit/on-demand/other-way.ts';

/** A file of a feed. */
export interface FeedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** '20261124', as GTFS writes dates. */
export const compact = (date: IsoDate): string => date.replaceAll('-', '');
/** On which days a service of the feed runs. */
export interface Calendar {
  readonly id: string;
  readonly weekdays: WeekdayMask;
  readonly closedOnHolidaysOf: readonly string[];
  readonly from: IsoDate;
}

/** calendar.txt, and calendar_dates.txt for public holidays. */
export const calendarTables = (calendars: readonly Calendar[], until: IsoDate): readonly FeedTable[] => {
  const yearsFrom = (date: IsoDate) => [...new Set([date, until].map((one) => Number(one.slice(0, 4))))];
  const holidays = calendars.flatMap(({ id, weekdays, closedOnHolidaysOf, from }) =>
    closedOnHolidaysOf.length === 0
      ? []
      : yearsFrom(from)
          .flatMap((year) => publicHolidaysOf(year, closedOnHolidaysOf))
          .filter(({ date }) => date >= from && date <= until && (weekdays & weekdayBit(weekdayOf(date))) !== 0)
          .map(({ date }) => [id, compact(date), '2']),
  );
  const flags = (mask: WeekdayMask) => [1, 2, 3, 4, 5, 6, 7].map((day) => ((mask & weekdayBit(day)) === 0 ? '0' : '1'));
  return [
    {
      name: 'calendar.txt',
      columns: 'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date'.split(','),
      rows: calendars.map(({ id, weekdays, from }) => [id, ...flags(weekdays), compact(from), compact(until)]),
    },
    { name: 'calendar_dates.txt', columns: ['service_id', 'date', 'exception_type'], rows: holidays },
  ];
};

const DAYS_COUNTED_BACK = 60;

/** The days that a notice counts, when it does not count all of them: those before a first trip as well. */
export const workingCalendar = (way: OtherWay, today: IsoDate): readonly Calendar[] => {
  const { notice } = way.booking;
  if (notice.kind !== 'days-before' || notice.counted === null) return [];
  const { weekdays, closedOnHolidaysOf } = notice.counted;
  return [{ id: `${way.id}-jours-comptes`, weekdays, closedOnHolidaysOf, from: addDays(today, -DAYS_COUNTED_BACK) }];
};
