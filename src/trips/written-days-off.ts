import { type Reading, read, refused } from '#src/time/reading.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDateDigits, parseDate } from '#src/time/written-dates.ts';
import type { DateRange } from '#src/trips/trip.ts';

/** The most periods one form takes. */
const MOST_RANGES = 40;

const SPAN = /^(?:du\s+)?(.+?)\s+(?:au|jusqu['’]au|>|->)\s+(.+)$/i;

const readLine = (line: string, today: IsoDate): Reading<DateRange> => {
  const [, start, end] = SPAN.exec(line) ?? [];
  const from = parseDate(start ?? line, today);
  if (from.kind === 'refused') return from;
  if (end === undefined) return read({ from: from.value, until: from.value });
  // "du 21/12 au 3/1": the end is the first such day after the start.
  const until = parseDate(end, from.value);
  if (until.kind === 'refused') return until;
  return until.value < from.value
    ? refused(`« ${line} » : la fin vient avant le début.`)
    : read({ from: from.value, until: until.value });
};

/**
 * Days without a trip as people write them, one by line or separated by semicolons: "24/12/2026", "du 21/12/2026 au
 * 03/01/2027". `formatDaysOff` writes them back.
 */
export const parseDaysOff = (text: string, today: IsoDate): Reading<readonly DateRange[]> => {
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MOST_RANGES) return refused(`C’est trop long : ${MOST_RANGES} périodes au plus.`);
  const ranges: DateRange[] = [];
  for (const line of lines) {
    const range = readLine(line, today);
    if (range.kind === 'refused') return range;
    ranges.push(range.value);
  }
  return read(ranges);
};

/** One period by line. */
export const formatDaysOff = (ranges: readonly DateRange[]): string =>
  ranges
    .map(({ from, until }) =>
      from === until ? formatDateDigits(from) : `du ${formatDateDigits(from)} au ${formatDateDigits(until)}`,
    )
    .join('\n');
