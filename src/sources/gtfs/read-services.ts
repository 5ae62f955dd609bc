import { GrowingColumn } from '#src/growing-column.ts';
import { parseChoice, parseDay } from '#src/sources/gtfs/parse-values.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import { weekdayOfDay } from '#src/time/dates.ts';
import type { ServiceDays } from '#src/transit/timetable/timetable.ts';

/** Days, as numbers, both included. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

/** On which days services run, as the files say it. */
export interface ServiceDrafts {
  readonly numbers: ReadonlyMap<string, number>;
  /** Weekdays as bits, Monday first, and their period; by service, undefined for one that has only dates. */
  readonly weeks: readonly (({ readonly weekdays: number } & Period) | undefined)[];
  /** Dates one by one: whose, which day, added (1) or removed (2). */
  readonly dates: { readonly services: GrowingColumn; readonly days: GrowingColumn; readonly types: GrowingColumn };
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const CALENDAR = 'calendar.txt';
const DATES = 'calendar_dates.txt';
const MOST_SERVICES = 500_000;
const MOST_DATES = 10_000_000;
const ADDED = 1;

export const readServices = async (source: FeedSource): Promise<ServiceDrafts> => {
  const { notes } = source;
  const numbers = new Map<string, number>();
  const weeks: (({ weekdays: number } & Period) | undefined)[] = [];
  const dates = { services: new GrowingColumn(), days: new GrowingColumn(), types: new GrowingColumn() };
  await readTable(
    source,
    {
      file: CALENDAR,
      required: ['service_id', ...WEEKDAYS, 'start_date', 'end_date'],
      optional: [],
      most: MOST_SERVICES,
    },
    (row, line) => {
      const [first, last] = [parseDay(row.start_date), parseDay(row.end_date)];
      const id = row.service_id;
      if (id === '' || numbers.has(id))
        return notes.note(
          CALENDAR,
          line,
          'Ce calendrier n’a pas d’identifiant, ou celui d’un autre : il est laissé de côté.',
          id,
        );
      if (first === undefined || last === undefined || last < first)
        return notes.note(
          CALENDAR,
          line,
          'Les dates de ce calendrier ne se lisent pas ou se contredisent : il est laissé de côté.',
          `« ${id} », du « ${row.start_date} » au « ${row.end_date} »`,
        );
      let weekdays = 0;
      for (const [at, name] of WEEKDAYS.entries()) {
        const runs = parseChoice(row[name], 1, -1);
        if (runs === undefined || runs < 0)
          notes.note(
            CALENDAR,
            line,
            'Un jour de ce calendrier n’est ni 0 ni 1 : il compte comme 0.',
            `« ${id} », ${name}`,
          );
        else weekdays |= runs << at;
      }
      numbers.set(id, weeks.length);
      weeks.push({ weekdays, first, last });
    },
  );
  await readTable(
    source,
    { file: DATES, required: ['service_id', 'date', 'exception_type'], optional: [], most: MOST_DATES },
    (row, line) => {
      const day = parseDay(row.date);
      const type = parseChoice(row.exception_type, 2);
      if (row.service_id === '' || day === undefined || type === undefined || type === 0)
        return notes.note(
          DATES,
          line,
          'Cette date ne se lit pas : elle est laissée de côté.',
          `« ${row.service_id} », « ${row.date} », « ${row.exception_type} »`,
        );
      let service = numbers.get(row.service_id);
      if (service === undefined) {
        if (weeks.length >= MOST_SERVICES) return;
        service = weeks.length;
        numbers.set(row.service_id, service);
        weeks.push(undefined);
      }
      dates.services.push(service);
      dates.days.push(day);
      dates.types.push(type);
    },
  );
  return { numbers, weeks, dates };
};

/** A timetable of three years: what goes on for ever is cut around the day it is read. */
const MOST_DAYS = 1096;
const DAYS_BEFORE = 365;

/**
 * The days on which the feed says anything: what it announces of itself, within what its services say.
 * @param isUsed which services have trips
 * @returns null when no service ever runs
 */
export const periodOf = (
  { weeks, dates }: ServiceDrafts,
  isUsed: (service: number) => boolean,
  announced: Partial<Period>,
  today: number,
): (Period & { readonly cut: boolean }) | null => {
  let [first, last] = [Infinity, -Infinity];
  const widen = (from: number, to: number): void => {
    first = Math.min(first, from);
    last = Math.max(last, to);
  };
  for (const [service, week] of weeks.entries())
    if (week && week.weekdays !== 0 && isUsed(service)) widen(week.first, week.last);
  for (let at = 0; at < dates.days.length; at += 1)
    if (dates.types.at(at) === ADDED && isUsed(dates.services.at(at))) widen(dates.days.at(at), dates.days.at(at));
  if (first > last) return null;
  const { first: from = first, last: to = last } = announced;
  // A window that holds none of the days says nothing of them.
  if (from <= last && to >= first && from <= to) [first, last] = [Math.max(first, from), Math.min(last, to)];
  if (last - first < MOST_DAYS) return { first, last, cut: false };
  const start = Math.max(first, Math.min(today - DAYS_BEFORE, last - MOST_DAYS + 1));
  return { first: start, last: start + MOST_DAYS - 1, cut: true };
};

/** The days of each service within a period, as bits. */
export const settleServices = ({ weeks, dates }: ServiceDrafts, { first, last }: Period): ServiceDays => {
  const wordsPerService = Math.ceil((last - first + 1) / 32);
  const days = new Uint32Array(weeks.length * wordsPerService);
  const set = (service: number, day: number, runs: boolean): void => {
    if (day < first || day > last) return;
    const at = service * wordsPerService + ((day - first) >> 5);
    const bit = 1 << ((day - first) & 31);
    days[at] = runs ? (days[at] as number) | bit : (days[at] as number) & ~bit;
  };
  for (const [service, week] of weeks.entries()) {
    if (!week) continue;
    const to = Math.min(week.last, last);
    for (let day = Math.max(week.first, first); day <= to; day += 1)
      if ((week.weekdays >> (weekdayOfDay(day) - 1)) & 1) set(service, day, true);
  }
  for (let at = 0; at < dates.days.length; at += 1)
    set(dates.services.at(at), dates.days.at(at), dates.types.at(at) === ADDED);
  return { wordsPerService, days };
};
