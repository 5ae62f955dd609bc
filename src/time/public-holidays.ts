import { addDays, isoDate } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';

/** Those that fall on the same day each year (Code du travail, article L3133-1). */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Days after Easter: its Monday, Ascension, the Monday of Whitsun. */
const AFTER_EASTER = [1, 39, 50];

/** Easter Sunday of a year (Gregorian, anonymous algorithm of 1876). */
export const easterOf = (year: number): IsoDate => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century + 8) / 25);
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((century - correction + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const day = epact + weekday - 7 * late + 114;
  return isoDate(year, Math.floor(day / 31), (day % 31) + 1);
};

/** The eleven days of the whole country; the two of Alsace-Moselle and those of overseas are left to closures. */
export const isPublicHoliday = (date: IsoDate): boolean => {
  if (FIXED.includes(date.slice(5))) return true;
  const easter = easterOf(Number(date.slice(0, 4)));
  return AFTER_EASTER.some((days) => addDays(easter, days) === date);
};
