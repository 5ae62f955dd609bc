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

type Days = readonly (readonly [IsoDate, string])[];

/** Alsace and Moselle (Code du travail, L3134-13). */
const ofAlsaceMoselle = (year: number): Days => [
  [addDays(easterOf(year), -2), 'Vendredi saint'],
  [isoDate(year, 12, 26), 'Saint-Étienne'],
];
const abolition =
  (month: number, day: number) =>
  (year: number): Days => [[isoDate(year, month, day), 'abolition de l’esclavage']];

/** The days off of one département or collectivity overseas only (L3422-2 of the same code). */
const LOCAL: Readonly<Record<string, (year: number) => Days>> = {
  '57': ofAlsaceMoselle,
  '67': ofAlsaceMoselle,
  '68': ofAlsaceMoselle,
  '971': abolition(5, 27),
  '972': abolition(5, 22),
  '973': abolition(6, 10),
  '974': abolition(12, 20),
  '976': abolition(4, 27),
  '977': abolition(10, 9),
  '978': abolition(5, 28),
};

const known = new Map<string, ReadonlyMap<IsoDate, string>>();

/** The eleven of the Code du travail (L3133-1), and those of these départements. */
const compute = (year: number, departments: readonly string[]): ReadonlyMap<IsoDate, string> => {
  const easter = easterOf(year);
  const days: Days = [
    [isoDate(year, 1, 1), 'jour de l’An'],
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
    ...departments.flatMap((department) => LOCAL[department]?.(year) ?? []),
  ];
  const named = new Map<IsoDate, string>();
  // The Ascension of 2008 was a first of May: one day, both names.
  for (const [date, name] of days) {
    const other = named.get(date);
    named.set(date, other === undefined || other === name ? name : `${other}, ${name}`);
  }
  return named;
};

const ofYear = (year: number, departments: readonly string[]): ReadonlyMap<IsoDate, string> => {
  const local = departments.filter((department) => Object.hasOwn(LOCAL, department));
  const key = [year, ...local.toSorted()].join(' ');
  const days = known.get(key) ?? compute(year, local);
  known.set(key, days);
  return days;
};

/**
 * The public holidays of a year, in order.
 * @param departments codes of those where it is asked ('46', '67', '971'): some have days of their own
 */
export const publicHolidaysOf = (year: number, departments: readonly string[]): readonly PublicHoliday[] =>
  [...ofYear(year, departments)].map(([date, name]) => ({ date, name })).toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** The name of the public holiday of that day, or undefined on the others. */
export const publicHolidayOn = (date: IsoDate, departments: readonly string[]): string | undefined =>
  ofYear(Number(date.slice(0, 4)), departments).get(date);
