import { parsePhone } from '#src/people/phone.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import { parseSentAt } from '#src/spreadsheets/moment-cell.ts';
import { phonesInCell } from '#src/spreadsheets/phones-in-cell.ts';
import { folded } from '#src/time/reading.ts';

const digitsIn = (cell: string): number => cell.replace(/\D/g, '').length;

export const looksLikePhone = (cell: string): boolean => phonesInCell(cell).phones.length > 0;

export const looksLikeEmail = (cell: string): boolean => /^\S+@\S+\.\S+$/.test(cell.trim());

/** "44.4491", "44,4491", or both degrees in one cell: with a decimal part, as positions have. */
export const looksLikeDegrees = (cell: string): boolean =>
  /^-?\d{1,3}[.,]\d+(?:[,; ]+-?\d{1,3}[.,]\d+)?$/.test(cell.trim());

const looksLikeDate = (cell: string): boolean =>
  /^(?:le )?(?:\w+ )?\d{1,4}(?:er)? ?[/.\- ] ?[\wéû]{1,9}/i.test(cell.trim());

const looksLikeName = (cell: string): boolean =>
  digitsIn(cell) < 4 && !cell.includes('@') && /\p{L}/u.test(cell) && cell.length <= 60;

const looksLikePlace = (cell: string): boolean =>
  /\p{L}/u.test(cell) &&
  digitsIn(cell) < 6 &&
  !cell.includes('@') &&
  cell.length <= 120 &&
  parseSentAt(cell) === undefined;

const DAY_WORDS = /lun|mar|mer|jeu|ven|sam|dim|jour|semaine|week|variable|planning|besoin|^[lmjvsd ,.-]+$/;

const looksLikeHour = (cell: string): boolean =>
  /^[-?]$/.test(cell.trim()) ||
  (/\d{1,2} ?[:hH]|midi|matin|soir|variable|convenir|^\d{3,4}$|non|oui/.test(cell) && parsePhone(cell) === undefined);

/** What the cells of a column look like when they are what its title says; fields of free words are not here. */
const LOOKS: Readonly<Partial<Record<Field, (cell: string) => boolean>>> = {
  sentAt: (cell) => parseSentAt(cell) !== undefined,
  from: looksLikePlace,
  to: looksLikePlace,
  days: (cell) => DAY_WORDS.test(folded(cell)) && digitsIn(cell) < 4,
  date: looksLikeDate,
  departure: looksLikeHour,
  back: looksLikeHour,
  firstName: looksLikeName,
  lastName: looksLikeName,
  fullName: looksLikeName,
  phone: looksLikePhone,
  email: (cell) => cell.includes('@'),
  help: (cell) => /gulier|ponctuel|gratuit|partage/.test(folded(cell)),
  consent: (cell) => /^(?:oui|non|je consens|ok|d'accord)/.test(folded(cell)),
  wantsBack: (cell) => cell.length <= 40 && !looksLikePhone(cell) && !cell.includes('@'),
  outcome: (cell) => /^\p{L}/u.test(cell) && cell.length <= 30 && !cell.includes('@'),
  latitude: looksLikeDegrees,
  longitude: looksLikeDegrees,
  names: (cell) => /\p{L}/u.test(cell),
};

/** How many filled cells of a column do not look like what `field` holds, of how many; free words always do. */
export const oddCells = (field: Field, cells: readonly string[]): { readonly odd: number; readonly filled: number } => {
  const looks = LOOKS[field];
  const filled = cells.filter((cell) => cell !== '');
  return { odd: looks === undefined ? 0 : filled.filter((cell) => !looks(cell)).length, filled: filled.length };
};
