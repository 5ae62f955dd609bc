import type { When } from '#src/requests/request.ts';
import { formatDateDigits, parseDate } from '#src/time/written-dates.ts';
import { addDays } from '#src/time/dates.ts';
import { folded, type Reading, read, refused } from '#src/time/reading.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatWeekdays, parseWeekdays } from '#src/time/weekdays.ts';

export interface WhenCell {
  readonly when: When;
  readonly doubt: string | null;
}

/** "Dès que possible", or nothing: any day of the week that follows. */
const SOON_DAYS = 7;
const DAY = /\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}/g;
const SOON =
  /^(?:$|-|\?|des que possible|asap|au plus vite|n'importe|indifferent|peu importe|(?:dans )?la semaine|dans les 7 jours)/;

/**
 * When a passenger needs to go, from the cell "Date départ": a date, several, "du 12/03/2019 au 15/03/2019", days of the
 * week, or nothing. What is relative is counted from the day of the request.
 * @param from the day of the request; null when the sheet does not say it.
 */
export const parseWhen = (cell: string, from: IsoDate | null): Reading<WhenCell> => {
  const plain = folded(cell);
  const written = plain.match(DAY) ?? [];
  if (written.length > 1) return severalDays(written, plain);
  if (SOON.test(plain)) {
    if (from === null) return refused("Ni date de départ ni date de demande. Écrivez l'une des deux.");
    const until = addDays(from, SOON_DAYS);
    const doubt = `Pas de date de départ : compté « un jour entre le ${formatDateDigits(from)} et le ${formatDateDigits(until)} ».`;
    return read({ when: { kind: 'within', from, until }, doubt: plain.startsWith('dans les 7') ? null : doubt });
  }
  const date = parseDate(cell, from ?? '2000-01-01');
  const yearless = from === null && !/\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}/.test(plain);
  if (date.kind === 'read' && !yearless) return read({ when: { kind: 'dates', dates: [date.value] }, doubt: null });
  const weekdays = parseWeekdays(cell);
  if (weekdays.kind === 'read' && from !== null) {
    return read({
      when: { kind: 'weekly', weekdays: weekdays.value, from, until: null },
      doubt: `« ${cell.trim()} » : compté chaque semaine (${formatWeekdays(weekdays.value)}) à partir du ${formatDateDigits(from)}.`,
    });
  }
  if (date.kind === 'refused' && written.length === 1) return date;
  return refused(`La date de départ « ${cell.trim()} » ne se lit pas. Écrivez par exemple 01/12/2026.`);
};

const severalDays = (written: readonly string[], plain: string): Reading<WhenCell> => {
  const dates: IsoDate[] = [];
  for (const spelling of written) {
    const date = parseDate(spelling, '2000-01-01');
    if (date.kind === 'refused') return date;
    dates.push(date.value);
  }
  const [first = '', last = ''] = dates;
  if (dates.length === 2 && /^(?:du|entre)\b.*(?:\bau\b|\bet\b)/.test(plain)) {
    if (last < first) return refused("Le dernier jour vient avant le premier. Remettez-les dans l'ordre.");
    const doubt = `« ${plain} » : compté « un jour entre les deux dates », à préciser.`;
    return read({ when: { kind: 'within', from: first, until: last }, doubt });
  }
  return read({ when: { kind: 'dates', dates: [...new Set(dates)].toSorted() }, doubt: null });
};
