import { folded, type Reading, read, refused } from '#src/time/reading.ts';
import type { TimeOfDay } from '#src/time/units.ts';

const MINUTES_IN_DAY = 1440;

/** What people write for "the hour is not fixed". */
const VARIABLE =
  /^[-.?/*]*$|^(?:heures?|horaires?)? ?(?:variables?|flexibles?|souples?|libres?|indifferente?s?|inconnue?s?|a (?:convenir|voir|definir|discuter)|selon .*|ca depend.*|ne sait pas|nsp)$/;

const LEADING_WORDS = /^(?:vers|a|environ|des|a partir de|depart|le) (?:les )?/;
const TRAILING_WORDS = / ?(?:environ|a peu pres|pile|precises?)$/;

/** `8`, `8h`, `8h30`, `8 h 30`, `8 heures 30`, `08:30`, `08:30:00`, `8.30`, `8h30min`. */
const WITH_SEPARATOR = /^(\d{1,2}) ?(?:(?:heures?|hrs?|h|:|\.) ?(?:(\d{1,2})(?:[:.]\d{2})? ?(?:minutes|min|mn|m)?)?)?$/;
/** `0830`, `830`. */
const DIGITS = /^(\d{1,2})(\d{2})$/;
const PART_OF_DAY = /^(.*?) ?(du matin|de l'apres-midi|de l'apres midi|du soir)$/;

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^midi/, '12h'],
  [/^minuit/, '0h'],
  [/ ?et demie?$/, '30'],
  [/ ?et quart$/, '15'],
  [/ trente$/, '30'],
];

/**
 * An hour as people write it: `8h30`, `08:30`, `8 h 30`, `0830`, `8h`, `8 heures 30`, `08:30:00`, `midi`.
 * null is a real answer: blank, `-`, "variable", "à convenir".
 */
export const parseHour = (text: string): Reading<TimeOfDay | null> => {
  const plain = folded(text);
  if (VARIABLE.test(plain)) return read(null);
  const refusal = (why: string): Reading<never> => refused(`L'heure « ${text.trim()} » ${why}`);
  const [, beforePart, part] = PART_OF_DAY.exec(plain) ?? [];
  let rest = (beforePart ?? plain).replace(LEADING_WORDS, '').replace(TRAILING_WORDS, '');
  for (const [word, digits] of WORDS) rest = rest.replace(word, digits);
  const found = WITH_SEPARATOR.exec(rest) ?? DIGITS.exec(rest);
  if (!found) return refusal('ne se lit pas. Écrivez par exemple 8 h 30.');
  const minute = Number(found[2] ?? 0);
  let hour = Number(found[1]);
  if (part !== undefined && part !== 'du matin' && hour < 12) hour += 12;
  if (hour > 23) return refusal("n'existe pas : les heures vont de 0 h à 23 h 59.");
  if (minute > 59) return refusal("n'existe pas : une heure a 60 minutes.");
  return read(hour * 60 + minute);
};

/** Between the figures and the "h": an hour never breaks at a line's end. A short SMS has no such space, and takes a plain one. */
const NO_BREAK = '\u00a0';

/** "8 h 30", "8 h", "0 h 05"; wraps after midnight. `parseHour` reads it back. */
export const formatHour = (time: TimeOfDay): string => {
  const ofDay = ((time % MINUTES_IN_DAY) + MINUTES_IN_DAY) % MINUTES_IN_DAY;
  const minute = ofDay % 60;
  const hour = `${Math.floor(ofDay / 60)}${NO_BREAK}h`;
  return minute === 0 ? hour : `${hour}${NO_BREAK}${String(minute).padStart(2, '0')}`;
};

/** The same hours in a sentence that somebody wrote: "de 9 h à 12 h 30" never breaks inside an hour. */
export const keepHoursWhole = (text: string): string =>
  text.replace(/(\d) h\b(?: (?=\d\d\b))?/gu, (found, digit: string) =>
    found.endsWith(' ') ? `${digit}${NO_BREAK}h${NO_BREAK}` : `${digit}${NO_BREAK}h`,
  );

/** "08:30", what an `<input type="time">` takes. */
export const formatHourInput = (time: TimeOfDay): string =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
