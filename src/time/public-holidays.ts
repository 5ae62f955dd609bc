import { addDays, isoDate } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';

/** A public holiday and the name people give it. */
export interface PublicHoliday {
  readonly date: IsoDate;
  readonly name: string;
}

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher). */
export const easterOf = (year: number): IsoDate => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const position = epact + weekday - 7 * shift + 114;
  return isoDate(year, Math.floor(position / 31), (position % 31) + 1);
};

const known = new Map<string, ReadonlyMap<IsoDate, string>>();

/** The eleven of the Code du travail (article L3133-1), and the two more of Alsace and Moselle (L3134-13). */
const compute = (year: number, alsaceMoselle: boolean): ReadonlyMap<IsoDate, string> => {
  const easter = easterOf(year);
  const days: readonly (readonly [IsoDate, string])[] = [
    [isoDate(year, 1, 1), 'jour de l’An'],
    ...(alsaceMoselle ? [[addDays(easter, -2), 'Vendredi saint'] as const] : []),
    [addDays(easter, 1), 'lundi de Pâques'],
    [isoDate(year, 5, 1), 'fête du Travail'],
    [isoDate(year, 5, 8), '8 mai'],
    [addDays(easter, 39), 'Ascension'],
    [addDays(easter, 50), 'lundi de Pentecôte'],
    [isoDate(year, 7, 14), 'fête nationale'],
    [isoDate(year, 8, 15), 'Assomption'],
    [isoDate(year, 11, 1), 'Toussaint'],
    [isoDate(year, 11, 11), '11 novembre'],
    [isoDate(year, 12, 25), 'Noël'],
    ...(alsaceMoselle ? [[isoDate(year, 12, 26), 'Saint-Étienne'] as const] : []),
  ];
  const named = new Map<IsoDate, string>();
  // The Ascension of 2008 was a first of May: one day, both names.
  for (const [date, name] of days) named.set(date, named.has(date) ? `${named.get(date)}, ${name}` : name);
  return named;
};

const ofYear = (year: number, alsaceMoselle: boolean): ReadonlyMap<IsoDate, string> => {
  const key = `${year} ${alsaceMoselle}`;
  const days = known.get(key) ?? compute(year, alsaceMoselle);
  known.set(key, days);
  return days;
};

/** The public holidays of a year, in order. */
export const publicHolidaysOf = (year: number, alsaceMoselle: boolean): readonly PublicHoliday[] =>
  [...ofYear(year, alsaceMoselle)]
    .map(([date, name]) => ({ date, name }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** The name of the public holiday of that day, or undefined on the others. */
export const publicHolidayOn = (date: IsoDate, alsaceMoselle: boolean): string | undefined =>
  ofYear(Number(date.slice(0, 4)), alsaceMoselle).get(date);
