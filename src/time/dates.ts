import type { IsoDate } from '#src/time/units.ts';

// Whole arithmetic on the Gregorian calendar: matching asks for weekdays thousands of times in one search, where a
// Temporal object for each would cost more than the rest of the search.

/** Days since 1970-01-01 (algorithm "days from civil", Howard Hinnant, public domain). */
export const dayNumber = (date: IsoDate): number => {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(date, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
};

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
};

/** Dates already written: a search names the same few weeks thousands of times, and texts are what it would leave behind. */
const written = new Map<number, IsoDate>();
const MOST_WRITTEN = 20_000;

/** The date of a day number, years 0000 to 9999. */
export const dateOf = (days: number): IsoDate => {
  const known = written.get(days);
  if (known !== undefined) return known;
  const date = computeDate(days);
  if (written.size >= MOST_WRITTEN) written.clear();
  written.set(days, date);
  return date;
};

const computeDate = (days: number): IsoDate => {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return isoDate(year, month, day);
};

/** Writes a date without checking it. */
export const isoDate = (year: number, month: number, day: number): IsoDate =>
  `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;

/** 1 = Monday ... 7 = Sunday. */
export const weekdayOf = (date: IsoDate): number => weekdayOfDay(dayNumber(date));

/** The same for a day number: 1970-01-01 was a Thursday. */
export const weekdayOfDay = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

export const addDays = (date: IsoDate, days: number): IsoDate => dateOf(dayNumber(date) + days);

/** How many days in a month of a year, February counted. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** Whether the text is a day that exists, written 'YYYY-MM-DD'. */
export const isIsoDate = (text: string): text is IsoDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

export const laterOf = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
