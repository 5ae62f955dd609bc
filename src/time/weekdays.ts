import { folded, type Reading, read, refused } from '#src/time/reading.ts';
import type { WeekdayMask } from '#src/time/units.ts';

/** Monday first, as `weekday - 1`. */
export const WEEKDAY_NAMES = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

export const EVERY_DAY: WeekdayMask = 127;
const WORKING_DAYS: WeekdayMask = 31;
const WORKING_DAYS_AND_SATURDAY: WeekdayMask = 63;
const WEEKEND: WeekdayMask = 96;

/** The bit of a weekday, 1 = Monday ... 7 = Sunday. */
export const weekdayBit = (weekday: number): WeekdayMask => 1 << (weekday - 1);

/** The weekdays of a mask, 1 to 7, in order. */
export const weekdaysOf = (mask: WeekdayMask): readonly number[] =>
  [1, 2, 3, 4, 5, 6, 7].filter((weekday) => (mask & weekdayBit(weekday)) !== 0);

const DAY =
  /^(?:(lu|lun|lund|lundis?)|(ma|mar|mard|mardis?)|(me|mer|merc|mercr|mercredis?)|(je|jeu|jeud|jeudis?)|(ve|ven|vend|vendr|vendredis?)|(sa|sam|samedis?)|(di|dim|dimanches?))$/;

/** 1 to 7, or undefined for a word that is no day. */
const weekdayNamed = (word: string): number | undefined => {
  const groups = DAY.exec(word);
  const index = groups ? groups.slice(1).findIndex((group) => group !== undefined) : -1;
  return index < 0 ? undefined : index + 1;
};

/** All days from one to another, both included, over Sunday when the second comes first. */
const span = (from: number, to: number): WeekdayMask => {
  let mask = weekdayBit(from);
  for (let weekday = from; weekday !== to;) {
    weekday = (weekday % 7) + 1;
    mask |= weekdayBit(weekday);
  }
  return mask;
};

/** Phrases for several days, longest first; each becomes one word that no one types. */
const PHRASES: readonly (readonly [RegExp, WeekdayMask])[] = [
  [/\b(?:tous les |les )?jours (?:ouvres|de (?:la )?semaine|de travail)\b/g, WORKING_DAYS],
  [/\b(?:tous les |les )?jours ouvrables\b/g, WORKING_DAYS_AND_SATURDAY],
  [
    /\b(?:tous les jours|chaque jour|toute la semaine|quotidien(?:nement)?|7 ?j(?:ours)? ?(?:\/|sur) ?7(?: ?j(?:ours)?)?)\b/g,
    EVERY_DAY,
  ],
  [/\b(?:(?:tous )?les |le |chaque )?week[- ]?ends?\b/g, WEEKEND],
  [/\b(?:(?:en |la )?semaine)\b/g, WORKING_DAYS],
];

/** "LMMJV": initials in order. A single M is Tuesday or Wednesday, so M stands for both only when written twice. */
const INITIALS = /^(l)?(mm)?(j)?(v)?(s)?(d)?$/;

const ofInitials = (text: string): WeekdayMask | undefined => {
  const found = text.length >= 3 ? INITIALS.exec(text) : null;
  if (!found) return undefined;
  const masks = [1, 6, 8, 16, 32, 64];
  return found.slice(1).reduce((mask, group, index) => (group === undefined ? mask : mask | (masks[index] ?? 0)), 0);
};

const NOISE = new Set([
  'le',
  'les',
  'la',
  'et',
  'ou',
  'puis',
  'tous',
  'toutes',
  'chaque',
  'ainsi',
  'que',
  'aussi',
  '+',
  '&',
]);
const JOINS = new Set(['au', 'a', "jusqu'au", "jusqu'a", '>', '->', '=>']);

/**
 * Days of the week as people write them: "Lundi, Mardi", "Du lundi au vendredi" (five days), "Tous les jours",
 * "lundi/mardi", "mar. et jeu.", "LMMJV", "en semaine", "tous les jours sauf le dimanche". A span goes over Sunday:
 * "du vendredi au lundi" is four days. Refuses what could be read in two ways, and names the word not understood.
 */
export const parseWeekdays = (text: string): Reading<WeekdayMask> => {
  const plain = folded(text);
  if (plain === '' || /^[-?.]+$/.test(plain)) return refused('Aucun jour indiqué.');
  const initials = ofInitials(plain.replace(/[ ,./-]/g, ''));
  if (initials !== undefined) return read(initials);
  let marked = plain;
  for (const [phrase, mask] of PHRASES) marked = marked.replace(phrase, ` #${mask} `);
  const words = marked
    .replace(/[->=]*>/g, ' > ')
    .replace(/ - /g, '-')
    .split(/[\s,;/.()+&]+/)
    .filter((word) => word !== '');
  return readWords(words, text.trim());
};

const readWords = (words: readonly string[], text: string): Reading<WeekdayMask> => {
  let kept = 0;
  let except: WeekdayMask | null = null;
  /** The last single day read, which "au" may turn into the start of a span. */
  let start: number | null = null;
  let joining = false;
  const add = (mask: WeekdayMask): void => {
    if (except === null) kept |= mask;
    else except |= mask;
  };
  for (const word of words) {
    const weekday = weekdayNamed(word);
    if (weekday !== undefined) {
      add(joining && start !== null ? span(start, weekday) : weekdayBit(weekday));
      start = joining ? null : weekday;
      joining = false;
      continue;
    }
    if (joining) return refused(`« ${text} » : après « au », un jour est attendu, et non « ${word} ».`);
    if (word === 'sauf' || word === 'hors') except ??= 0;
    else if (JOINS.has(word) && start !== null) joining = true;
    else if (word.startsWith('#')) add(Number(word.slice(1)));
    else if (word.includes('-')) {
      const dashed = readDashed(word, text);
      if (dashed.kind === 'refused') return dashed;
      add(dashed.value);
    } else if (!NOISE.has(word) && word !== 'du' && word !== 'de') {
      return refused(`« ${word} » n'est pas un jour de la semaine.`);
    }
  }
  if (joining) return refused(`« ${text} » : le dernier jour manque.`);
  const mask = except === null ? kept : (kept === 0 ? EVERY_DAY : kept) & ~except;
  return mask === 0 ? refused(`« ${text} » ne laisse aucun jour.`) : read(mask);
};

/** "lundi-vendredi" is a span, "lundi-mardi-jeudi" a list; "mardi-jeudi" could be either, and is refused. */
const readDashed = (word: string, text: string): Reading<WeekdayMask> => {
  const parts = word.split('-').filter((part) => part !== '');
  const days: number[] = [];
  for (const part of parts) {
    const weekday = weekdayNamed(part);
    if (weekday === undefined) return refused(`« ${part} » n'est pas un jour de la semaine.`);
    days.push(weekday);
  }
  const [from, to] = days;
  const list = days.reduce((mask, weekday) => mask | weekdayBit(weekday), 0);
  if (days.length !== 2 || from === undefined || to === undefined) return read(list);
  const whole = span(from, to);
  if (whole === list || (from === 1 && to >= 5)) return read(whole);
  const [first, last] = [WEEKDAY_NAMES[from - 1], WEEKDAY_NAMES[to - 1]];
  return refused(`« ${text} » se lit de deux façons. Écrivez « du ${first} au ${last} » ou « ${first} et ${last} ».`);
};

const nameOf = (weekday: number | undefined): string => WEEKDAY_NAMES[(weekday ?? 1) - 1] ?? '';

/** "du lundi au vendredi", "mardi et jeudi", "tous les jours", "tous les jours sauf le mercredi". `parseWeekdays` reads it back. */
export const formatWeekdays = (mask: WeekdayMask): string => {
  const days = weekdaysOf(mask);
  if (days.length === 7) return 'tous les jours';
  const starts = days.filter((weekday) => !days.includes(weekday === 1 ? 7 : weekday - 1));
  const [start] = starts;
  if (days.length === 6 && start !== 1)
    return `tous les jours sauf le ${nameOf([1, 2, 3, 4, 5, 6, 7].find((day) => !days.includes(day)))}`;
  if (days.length >= 3 && starts.length === 1 && start !== undefined)
    return `du ${nameOf(start)} au ${nameOf(((start + days.length - 2) % 7) + 1)}`;
  const names = days.map(nameOf);
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
};
