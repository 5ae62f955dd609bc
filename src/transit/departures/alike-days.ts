import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';

/** Days of a week that are the same. */
export interface AlikeDays {
  /** What is the same on them. */
  readonly key: string;
  /** Days of the week, in order, as they are in an ordinary week: those of `except` are among them. */
  readonly usual: readonly IsoDate[];
  /** Of those, the days of this very week that are not: a public holiday. */
  readonly except: readonly IsoDate[];
  /** Days that are so this time only. */
  readonly only: readonly IsoDate[];
}

/** The seven days from a date. */
export const weekFrom = (first: IsoDate): readonly IsoDate[] =>
  [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(first, days));

/**
 * The kinds of days of a week, in the order of their first day. `keyOf` says what a day is like, '' for a day on which there
 * is nothing, undefined for one of which nothing is known; it is asked of two weeks before and after too. A day that is
 * not as its weekday is then is an exception, so that "from Monday to Friday, but for the 25th of December" can be said.
 */
export const alikeDays = (first: IsoDate, keyOf: (date: IsoDate) => string | undefined): readonly AlikeDays[] => {
  const week = weekFrom(first);
  const keys = new Map(week.map((date) => [date, keyOf(date) ?? '']));
  /** What it is on that weekday in other weeks; the same as on that day when it is no exception. */
  const ordinary = new Map(week.map((date) => [date, ordinaryKey(date, keyOf)]));
  const isSteady = (date: IsoDate): boolean => ordinary.get(date) === keys.get(date);
  // An exception to days of this week only: of others the page says nothing.
  const isException = (date: IsoDate): boolean => {
    const usual = ordinary.get(date) ?? '';
    return usual !== '' && !isSteady(date) && week.some((other) => isSteady(other) && keys.get(other) === usual);
  };
  const exceptions = week.filter(isException);
  const kinds = new Map<string, { usual: IsoDate[]; except: IsoDate[]; only: IsoDate[] }>();
  const kindOf = (key: string) => {
    const kind = kinds.get(key) ?? { usual: [], except: [], only: [] };
    kinds.set(key, kind);
    return kind;
  };
  for (const date of week) {
    const key = keys.get(date) ?? '';
    const isExcept = exceptions.includes(date);
    if (key !== '') kindOf(key)[isExcept ? 'only' : 'usual'].push(date);
    if (isExcept) {
      const kind = kindOf(ordinary.get(date) ?? '');
      kind.usual.push(date);
      kind.except.push(date);
    }
  }
  return [...kinds].map(([key, kind]) => ({ key, ...kind }));
};

/** Days between a day and the same weekday of the weeks around it. */
const SAME_WEEKDAY = [7, -7, 14, -14];

/** What most of the weeks around are on that weekday: Christmas and the first of January are a week apart. Its own key where no other is more frequent. */
const ordinaryKey = (date: IsoDate, keyOf: (date: IsoDate) => string | undefined): string => {
  const own = keyOf(date);
  if (own === undefined) return '';
  const others = SAME_WEEKDAY.map((days) => keyOf(addDays(date, days))).filter((key) => key !== undefined);
  const countOf = (key: string): number => others.filter((other) => other === key).length;
  return others.reduce((most, key) => (countOf(key) > countOf(most) ? key : most), own);
};
