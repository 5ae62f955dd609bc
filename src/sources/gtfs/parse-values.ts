import { dayNumber, isIsoDate } from '#src/time/dates.ts';

/** A time that is not there, or cannot be read. */
export const NO_TIME = -1;
const LONGEST_TRIP_HOURS = 24 * 7;

/** Seconds after the start of the service day, '25:10:00' included; `NO_TIME` for an empty text, NaN for one that is no time. */
export const parseTime = (text: string): number => {
  if (text === '') return NO_TIME;
  const parts = /^(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?$/u.exec(text);
  if (parts === null) return Number.NaN;
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (hours > LONGEST_TRIP_HOURS || minutes > 59 || seconds > 59) return Number.NaN;
  return hours * 3600 + minutes * 60 + seconds;
};

/** The day number of '20250122'; undefined when there is no such day. */
export const parseDay = (text: string): number | undefined => {
  if (!/^\d{8}$/u.test(text)) return undefined;
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isIsoDate(date) ? dayNumber(date) : undefined;
};

/** A whole number from 0 up to `most`; `otherwise` for an empty text, undefined for anything else. */
export const parseChoice = (text: string, most: number, otherwise = 0): number | undefined => {
  if (text === '') return otherwise;
  if (!/^\d{1,9}$/u.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
};

/** A number written with figures, a point and a sign; undefined for anything else. */
export const parseNumber = (text: string): number | undefined =>
  /^[+-]?\d{1,12}(?:\.\d*)?(?:e-?\d{1,2})?$/iu.test(text) ? Number(text) : undefined;
