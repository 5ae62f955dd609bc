import { addDays, daysInMonth, isIsoDate, isoDate, weekdayOf } from '#src/time/dates.ts';
import { folded, type Reading, read, refused } from '#src/time/reading.ts';
import type { IsoDate } from '#src/time/units.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';

const MONTH_NAMES = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

const FOLDED_MONTHS = MONTH_NAMES.map(folded);
const WEEKDAY = new RegExp(`^(?:le )?(${WEEKDAY_NAMES.join('|')})\\b\\.?,? ?(?:le )?`);
const WITH_DIGITS = /^(\d{1,2}) ?[/.\- ] ?(\d{1,2})(?: ?[/.\- ] ?(\d{4}|\d{2}))?$/;
const WITH_WORDS = /^(\d{1,2})(?:er|e)? ?([a-z]+)\.? ?(\d{4})?$/;

/** How long after it a date without a year still means the one just gone, and not next year's. */
const STILL_RECENT_DAYS = 30;

const monthNamed = (word: string): number | undefined => {
  const index = FOLDED_MONTHS.findIndex((name) => name === word || (word.length >= 3 && name.startsWith(word)));
  // "jui" begins both juin and juillet.
  return index < 0 || word === 'jui' ? undefined : index + 1;
};

/** "1er décembre", "2 décembre". */
export const formatDayAndMonth = (date: IsoDate): string => {
  const day = Number(date.slice(8, 10));
  return `${day === 1 ? '1er' : day} ${MONTH_NAMES[Number(date.slice(5, 7)) - 1]}`;
};

/** "mardi 1er décembre", and the year when it is not this one. `parseDate` reads it back. */
export const formatDate = (date: IsoDate, today: IsoDate): string => {
  const year = date.slice(0, 4);
  const words = `${WEEKDAY_NAMES[weekdayOf(date) - 1]} ${formatDayAndMonth(date)}`;
  return year === today.slice(0, 4) ? words : `${words} ${Number(year)}`;
};

/** "01/12/2026", for tables and spreadsheets. `parseDate` reads it back. */
export const formatDateDigits = (date: IsoDate): string =>
  `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/**
 * A day as people write it: `2026-12-01`, `01/12/2026`, `1/12/26`, `1er décembre`, `mardi 1er décembre 2026`, `demain`,
 * `mardi` (the next one, today included). Without a year it is the coming one, or the one gone for a month at most; a
 * weekday, when written, has to agree. Refuses days that do not exist, and says why.
 */
export const parseDate = (text: string, today: IsoDate): Reading<IsoDate> => {
  const plain = folded(text);
  const unreadable = refused(`La date « ${text.trim()} » ne se lit pas. Écrivez par exemple 01/12/2026.`);
  if (plain === '') return refused('La date manque.');
  const relative = ["aujourd'hui", 'demain', 'apres-demain'].indexOf(plain);
  if (relative >= 0) return read(addDays(today, relative));
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const weekday = WEEKDAY.exec(plain)?.[1];
  const asked = weekday === undefined ? null : WEEKDAY_NAMES.findIndex((name) => name === weekday) + 1;
  const rest = plain.replace(WEEKDAY, '').replace(/^le /, '');
  if (asked !== null && rest === '') return read(addDays(today, (asked - weekdayOf(today) + 7) % 7));
  const found = WITH_DIGITS.exec(rest);
  const words = found ? null : WITH_WORDS.exec(rest);
  if (!found && !words) return unreadable;
  const day = Number((found ?? words)?.[1]);
  const month = found ? Number(found[2]) : monthNamed(words?.[2] ?? '');
  if (month === undefined) return unreadable;
  const year = (found ?? words)?.[3];
  if (year === undefined) return withoutYear(month, day, asked, today);
  const date = existing(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  return date.kind === 'read' && asked !== null ? agreeing(date.value, asked, today) : date;
};

const existing = (year: number, month: number, day: number): Reading<IsoDate> => {
  const date = isoDate(year, month, day);
  if (isIsoDate(date)) return read(date);
  const written = `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
  if (month < 1 || month > 12) return refused(`Le ${written} n'existe pas : les mois vont de 1 à 12.`);
  const name = MONTH_NAMES[month - 1];
  return refused(`Le ${written} n'existe pas : ${name} ${year} a ${daysInMonth(year, month)} jours.`);
};

const agreeing = (date: IsoDate, asked: number, today: IsoDate): Reading<IsoDate> =>
  weekdayOf(date) === asked
    ? read(date)
    : refused(`Ce jour est un ${formatDate(date, today)}, et non un ${WEEKDAY_NAMES[asked - 1]}.`);

const withoutYear = (month: number, day: number, asked: number | null, today: IsoDate): Reading<IsoDate> => {
  const thisYear = Number(today.slice(0, 4));
  const candidates = [thisYear, thisYear + 1, thisYear - 1].map((year) => existing(year, month, day));
  const dates = candidates.flatMap((candidate) => (candidate.kind === 'read' ? [candidate.value] : []));
  const matching = asked === null ? undefined : dates.find((date) => weekdayOf(date) === asked);
  if (matching !== undefined) return read(matching);
  const coming = dates.toSorted().find((date) => date >= addDays(today, -STILL_RECENT_DAYS));
  if (coming === undefined) return candidates[0] ?? refused('La date manque.');
  return asked === null ? read(coming) : agreeing(coming, asked, today);
};
