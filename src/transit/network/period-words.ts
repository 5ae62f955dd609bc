import type { IsoDate } from '#src/time/units.ts';
import { formatDayAndMonth } from '#src/time/written-dates.ts';

/** "Horaires du 22 janvier au 22 avril 2025": what days a timetable speaks of. */
export const periodWords = (first: IsoDate, last: IsoDate): string => {
  const [firstYear, lastYear] = [first.slice(0, 4), last.slice(0, 4)];
  if (first === last) return `Horaires du ${formatDayAndMonth(first)} ${firstYear}`;
  const from = firstYear === lastYear ? formatDayAndMonth(first) : `${formatDayAndMonth(first)} ${firstYear}`;
  return `Horaires du ${from} au ${formatDayAndMonth(last)} ${lastYear}`;
};
