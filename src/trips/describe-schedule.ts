import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { DateRange, RegularSchedule, Schedule } from '#src/trips/trip.ts';

/**
 * A schedule as people say it: "mardi et jeudi, 8 h 30", "le mardi 1er décembre, 8 h 30", "lundi, horaire à convenir".
 * A pause, an end, a start to come and the days off to come are said after it.
 */
export const describeSchedule = (schedule: Schedule, today: IsoDate): string => {
  const hour = schedule.departure === null ? 'horaire à convenir' : formatHour(schedule.departure);
  if (schedule.kind === 'one-off') return `le ${formatDate(schedule.date, today)}, ${hour}`;
  return [formatWeekdays(schedule.weekdays), hour, ...limits(schedule, today)].join(', ');
};

const limits = (schedule: RegularSchedule, today: IsoDate): readonly string[] => {
  const { from, until, pausedUntil, excluded } = schedule;
  const parts: string[] = [];
  if (from !== null && from > today) parts.push(`à partir du ${formatDate(from, today)}`);
  if (until !== null) parts.push(`jusqu'au ${formatDate(until, today)}`);
  for (const range of excluded) if (range.until >= today) parts.push(`sauf ${describeRange(range, today)}`);
  const pause = describePause(pausedUntil, today);
  if (pause !== null) parts.push(pause);
  return parts;
};

const describeRange = ({ from, until }: DateRange, today: IsoDate): string =>
  from === until ? `le ${formatDate(from, today)}` : `du ${formatDate(from, today)} au ${formatDate(until, today)}`;

const describePause = (pausedUntil: IsoDate | null, today: IsoDate): string | null => {
  if (pausedUntil === null || pausedUntil <= today) return null;
  if (pausedUntil === UNTIL_FURTHER_NOTICE) return "en pause jusqu'à nouvel ordre";
  return `en pause, reprend le ${formatDate(pausedUntil, today)}`;
};
