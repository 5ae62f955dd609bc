import { addDays } from '#src/time/dates.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { type LocalMoment, momentAfter } from '#src/time/zone.ts';
import type { Notice } from '#src/transit/on-demand/on-demand-service.ts';
import { servesDay } from '#src/transit/on-demand/serves-day.ts';

/** No notice counts further back. */
const FARTHEST_DAYS = 60;

/** The day that many counted days before that date. */
const dayBefore = (date: IsoDate, { days, counted }: Notice & { readonly kind: 'days-before' }): IsoDate => {
  if (counted === null) return addDays(date, -days);
  let day = date;
  let left = days;
  for (let back = 0; left > 0 && back < FARTHEST_DAYS; back += 1) {
    day = addDays(day, -1);
    if (servesDay(counted, day)) left -= 1;
  }
  // A calendar that ends, or begins, too near tells nothing of those days.
  return left === 0 ? day : addDays(date, -days);
};

/** Until when one may ask for a pick-up at that hour of that day. */
export const bookBy = (notice: Notice, date: IsoDate, pickUp: TimeOfDay): LocalMoment => {
  switch (notice.kind) {
    case 'none':
    case 'real-time':
      return momentAfter(date, pickUp);
    case 'same-day':
      return momentAfter(date, pickUp - notice.minutes);
    case 'days-before':
      return { date: dayBefore(date, notice), time: notice.until };
  }
};

/** Whether the first moment comes after the other one. */
export const isAfter = (a: LocalMoment, b: LocalMoment): boolean =>
  a.date > b.date || (a.date === b.date && a.time > b.time);
