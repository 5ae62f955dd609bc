import { officeHours, type OpeningHours, type OpenInterval } from '#src/territory/opening-hours.ts';
import { parseHour } from '#src/time/hours.ts';
import { folded, type Reading, read, refused } from '#src/time/reading.ts';
import { parseWeekdays, weekdayBit } from '#src/time/weekdays.ts';

const HOUR = String.raw`\d{1,2}(?: ?(?:heures?|h|:) ?(?:[0-5]\d\b)?)?|midi`;
/** "9 h - 12 h", "de 9h à 12h30", "9:00/12:00", "9h00 jusqu'à midi". */
const INTERVAL = new RegExp(String.raw`(?:de |entre )?(${HOUR})\s*(?:a|-|>|/|et|jusqu'a)\s*(${HOUR})`, 'g');
const CLOSED = /^(?:[-./]*|ferme(?:e|es|s)?|absente?s?|personne|non|rien|aucun(?:e)?)$/;
/** What may stand between two intervals. */
const JOIN = /^(?:\s|,|;|\.|\bet\b|\bpuis\b|\bou\b|\/|\+|&)*$/;

const MIDNIGHT = 24 * 60;

const hourIn = (text: string | undefined): number | undefined => {
  const hour = parseHour(text ?? '');
  return hour.kind === 'read' && hour.value !== null ? hour.value : undefined;
};

/** In order, with those that touch or overlap made one. */
const tidied = (intervals: readonly OpenInterval[]): readonly OpenInterval[] => {
  const kept: OpenInterval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = kept.at(-1);
    if (last && interval.from <= last.until)
      kept[kept.length - 1] = { from: last.from, until: Math.max(last.until, interval.until) };
    else kept.push(interval);
  }
  return kept;
};

const intervalOf = (from: string | undefined, until: string | undefined): OpenInterval | undefined => {
  const [start, end] = [hourIn(from), hourIn(until)];
  if (start === undefined || end === undefined) return undefined;
  // "20 h - 0 h" ends at midnight.
  const last = end === 0 ? MIDNIGHT - 1 : end;
  return start < last ? { from: start, until: last } : undefined;
};

/**
 * The hours of one day as people write them: "9 h - 12 h, 14 h - 17 h", "9h-12h et 14h-17h30", "de 9 h à midi", "fermé",
 * nothing. Refuses what it does not understand, and says what to write.
 */
export const readDayHours = (text: string): Reading<readonly OpenInterval[]> => {
  const plain = folded(text);
  if (CLOSED.test(plain)) return read([]);
  const unreadable = refused(
    `« ${text.trim()} » ne se lit pas. Écrivez par exemple : 9 h - 12 h, 14 h - 17 h. Laissez vide un jour sans réponse.`,
  );
  const found = [...plain.matchAll(INTERVAL)];
  if (found.length === 0 || !JOIN.test(plain.replace(INTERVAL, ' '))) return unreadable;
  const intervals = found.map(([, from, until]) => intervalOf(from, until));
  if (intervals.includes(undefined)) return refused(`« ${text.trim()} » : la fin vient après le début, le même jour.`);
  return read(tidied(intervals.filter((one) => one !== undefined)));
};

const daysIn = (text: string): number | undefined => {
  const days = parseWeekdays(text.replaceAll(/[,;:.]+/g, ' ').replaceAll(/\b(?:de|ouvert|permanence|puis)\b/g, ' '));
  return days.kind === 'read' ? days.value : undefined;
};

/**
 * Hours out of a sentence: "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h ; samedi, de 9 h à 12 h". Days without
 * hours ("du lundi au vendredi") are days of office. undefined when it is no such sentence: its words then stay as they are.
 */
export const readHoursSentence = (text: string): OpeningHours | undefined => {
  const plain = folded(text);
  const found = [...plain.matchAll(INTERVAL)];
  if (found.length === 0) {
    const days = daysIn(plain);
    return days === undefined ? undefined : officeHours(days);
  }
  const week: OpenInterval[][] = [[], [], [], [], [], [], []];
  let days: number | undefined;
  let end = 0;
  for (const match of found) {
    const between = plain.slice(end, match.index);
    end = match.index + match[0].length;
    if (!JOIN.test(between)) days = daysIn(between);
    const interval = intervalOf(match[1], match[2]);
    if (days === undefined || !interval) return undefined;
    for (const [index, day] of week.entries()) if ((days & weekdayBit(index + 1)) !== 0) day.push(interval);
  }
  return JOIN.test(plain.slice(end)) ? week.map(tidied) : undefined;
};
