import { formatHour } from '#src/time/hours.ts';
import type { TimeOfDay } from '#src/time/units.ts';
import { formatWeekdays, weekdayBit } from '#src/time/weekdays.ts';

/** From one hour to another of the same day. */
export interface OpenInterval {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
}

/** When the team answers: seven lists, Monday first, each in order and without overlap; an empty one is a closed day. */
export type OpeningHours = readonly (readonly OpenInterval[])[];

/** What is taken when the words of a territory cannot be read as hours. */
const OFFICE_DAY: readonly OpenInterval[] = [
  { from: 9 * 60, until: 12 * 60 },
  { from: 14 * 60, until: 17 * 60 },
];

/** Those days, at the hours of an office. */
export const officeHours = (weekdays: number): OpeningHours =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ((weekdays & weekdayBit(weekday)) === 0 ? [] : OFFICE_DAY));

/** The hours of a weekday, 1 = Monday ... 7 = Sunday. */
export const hoursOn = (hours: OpeningHours, weekday: number): readonly OpenInterval[] => hours[weekday - 1] ?? [];

/** "9 h - 12 h, 14 h - 17 h": what stands in the field of a day. `readDayHours` reads it back. */
export const formatDayHours = (day: readonly OpenInterval[]): string =>
  day.map(({ from, until }) => `${formatHour(from)} - ${formatHour(until)}`).join(', ');

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`;

/**
 * The sentence shown to people: "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h ; samedi, de 9 h à 12 h".
 * `readHoursSentence` reads it back; '' when every day is closed.
 */
export const describeHours = (hours: OpeningHours): string => {
  const groups = new Map<string, number>();
  for (const [index, day] of hours.entries()) {
    if (day.length === 0) continue;
    const words = listed(day.map(({ from, until }) => `de ${formatHour(from)} à ${formatHour(until)}`));
    groups.set(words, (groups.get(words) ?? 0) | weekdayBit(index + 1));
  }
  return [...groups].map(([words, mask]) => `${formatWeekdays(mask)}, ${words}`).join(' ; ');
};
