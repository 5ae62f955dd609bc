import { addDays, weekdayOf } from '#src/time/dates.ts';
import { publicHolidayOn } from '#src/time/public-holidays.ts';
import type { IsoDate } from '#src/time/units.ts';
import { hoursOn, type OpeningHours } from '#src/territory/opening-hours.ts';

/** Days on which the team does not answer, both included. */
export interface Closure {
  readonly id: string;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  /** For the team: "congés de Marie". */
  readonly reason: string;
}

/** What says whether the team answers on a day. */
export interface Calendar {
  readonly hours: OpeningHours;
  readonly closures: readonly Closure[];
  readonly communeCodes: readonly string[];
}

const departmentOf = (communeCode: string): string => communeCode.slice(0, communeCode.startsWith('97') ? 3 : 2);

const known = new WeakMap<readonly string[], readonly string[]>();

/** The départements of a territory, of which some have public holidays of their own: one commune there is enough. */
export const departmentsOf = ({ communeCodes }: Pick<Calendar, 'communeCodes'>): readonly string[] => {
  const departments = known.get(communeCodes) ?? [...new Set(communeCodes.map(departmentOf))];
  known.set(communeCodes, departments);
  return departments;
};

/** Why the team is away that day, in French for people: a closure of its own or a public holiday; undefined on the others. */
export const whyAway = (calendar: Calendar, date: IsoDate): 'closure' | { readonly holiday: string } | undefined => {
  if (calendar.closures.some(({ firstDay, lastDay }) => firstDay <= date && date <= lastDay)) return 'closure';
  const holiday = publicHolidayOn(date, departmentsOf(calendar));
  return holiday === undefined ? undefined : { holiday };
};

/** Whether someone answers on that day, at some hour. */
export const isOpenOn = (calendar: Calendar, date: IsoDate): boolean =>
  hoursOn(calendar.hours, weekdayOf(date)).length > 0 && whyAway(calendar, date) === undefined;

/** No territory is away for longer. */
const FARTHEST_DAYS = 800;

/** The first day from that one on which someone answers; undefined when there is none within two years. */
export const nextOpenDay = (calendar: Calendar, from: IsoDate): IsoDate | undefined => {
  for (let days = 0; days < FARTHEST_DAYS; days += 1) {
    const date = addDays(from, days);
    if (isOpenOn(calendar, date)) return date;
  }
  return undefined;
};

/** A stretch of days without an answer, as it is said to people: closures and public holidays that touch are one. */
export interface Absence {
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  /** Name of the public holiday, when it is nothing else. */
  readonly holiday: string | null;
  /** When someone answers again. */
  readonly backOn: IsoDate | null;
}

/**
 * The absences under way or that begin within `days` of `today`. A public holiday on a day when nobody answers anyway is
 * not said by itself; the closed days of every week make no absence, but join two of them.
 */
export const absencesAhead = (calendar: Calendar, today: IsoDate, days: number): readonly Absence[] => {
  const absences: Absence[] = [];
  const end = addDays(today, days);
  for (let date = today; date <= end;) {
    const away = whyAway(calendar, date);
    const said = away === 'closure' || (away !== undefined && hoursOn(calendar.hours, weekdayOf(date)).length > 0);
    if (!said) {
      date = addDays(date, 1);
      continue;
    }
    const backOn = nextOpenDay(calendar, date) ?? null;
    const all = backOn === null ? [date] : daysBetween(date, backOn);
    const lastDay = all.findLast((one) => whyAway(calendar, one) !== undefined) ?? date;
    const only = all.filter((one) => whyAway(calendar, one) !== undefined);
    absences.push({
      // It began before today when the days before were away too.
      firstDay: date === today ? startOf(calendar, date) : date,
      lastDay:
        backOn === null
          ? (calendar.closures
              .map((one) => one.lastDay)
              .toSorted()
              .at(-1) ?? lastDay)
          : lastDay,
      holiday: only.length === 1 && away !== 'closure' && away !== undefined ? away.holiday : null,
      backOn,
    });
    if (backOn === null) break;
    date = backOn;
  }
  return absences;
};

const daysBetween = (from: IsoDate, until: IsoDate): readonly IsoDate[] => {
  const all: IsoDate[] = [];
  for (let date = from; date < until; date = addDays(date, 1)) all.push(date);
  return all;
};

const startOf = (calendar: Calendar, day: IsoDate): IsoDate => {
  let first = day;
  for (let days = 1; days < FARTHEST_DAYS; days += 1) {
    const before = addDays(day, -days);
    if (whyAway(calendar, before) === undefined) break;
    first = before;
  }
  return first;
};
