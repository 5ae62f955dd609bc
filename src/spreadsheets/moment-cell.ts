import { folded } from '#src/time/reading.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { parseHour } from '#src/time/hours.ts';

/** When a form was sent, on the wall clock of its territory. */
export interface SentAt {
  readonly date: IsoDate;
  /** null: the sheet gives only the day. */
  readonly time: TimeOfDay | null;
}

const MOMENT = /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})(?:[ T,à]+(\d{1,2}[:h]\d{2})(?:[:.m]\d{2})?.*)?$/i;

/** The time stamp of a form, `05/09/2019 10:22:31`; seconds are dropped. undefined when it is none. */
export const parseSentAt = (cell: string): SentAt | undefined => {
  const [, day, hour] = MOMENT.exec(cell.trim()) ?? [];
  if (day === undefined) return undefined;
  const date = parseDate(day, '2000-01-01');
  const time = hour === undefined ? null : parseHour(hour);
  if (date.kind === 'refused' || time?.kind === 'refused') return undefined;
  return { date: date.value, time: time?.value ?? null };
};

export type HourCell =
  | { readonly kind: 'hour'; readonly at: TimeOfDay | null }
  | { readonly kind: 'impossible'; readonly reason: string }
  /** Words that are a real answer, but no hour: to be kept and asked. */
  | { readonly kind: 'vague'; readonly text: string };

/** Looks like an hour of a clock, whatever its figures. */
const CLOCK = /^\d{1,2} ?[:h] ?\d{0,2}(?::\d{2})?$/;

/** The hour of a cell: `08:30:00`, `8h30`, `-`, "vers 8h ou 9h". */
export const parseHourCell = (cell: string): HourCell => {
  const hour = parseHour(cell);
  if (hour.kind === 'read') return { kind: 'hour', at: hour.value };
  return CLOCK.test(folded(cell)) ? { kind: 'impossible', reason: hour.reason } : { kind: 'vague', text: cell.trim() };
};
