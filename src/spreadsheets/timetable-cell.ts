import { folded } from '#src/time/reading.ts';
import { parseHour } from '#src/time/hours.ts';
import type { TimeOfDay, WeekdayMask } from '#src/time/units.ts';
import { parseWeekdays } from '#src/time/weekdays.ts';

export interface Timetable {
  readonly weekdays: WeekdayMask | null;
  /** At most two: departure, return. */
  readonly hours: readonly TimeOfDay[];
  /** What was not understood, to be asked. */
  readonly rest: string;
}

const HOUR = /\b\d{1,2} ?(?:h|:) ?(?:\d{2})?\b/g;

/** The summer of 2019 kept days and hours in one cell: "du lundi au vendredi 8h - 17h30", "lundi, mardi 7h45". */
export const readTimetable = (cell: string): Timetable => {
  const plain = folded(cell);
  const hours: TimeOfDay[] = [];
  const words = plain.replace(HOUR, (spelling) => {
    const hour = parseHour(spelling);
    if (hour.kind === 'refused' || hour.value === null) return spelling;
    hours.push(hour.value);
    return ' ';
  });
  const days = words
    .replace(/\b(?:depart|retour|aller|de|a|vers|entre)\b/g, ' ')
    .replace(/[:,;()/]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[- ]+|[- ]+$|-(?= -)/g, '');
  const weekdays = days === '' ? null : parseWeekdays(days);
  const understood = weekdays === null || weekdays.kind === 'read';
  return {
    weekdays: weekdays?.kind === 'read' ? weekdays.value : null,
    hours: hours.slice(0, 2),
    rest: understood && hours.length <= 2 ? '' : cell.trim(),
  };
};
