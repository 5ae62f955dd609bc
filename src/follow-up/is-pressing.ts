import type { Due, ToDo } from '#src/follow-up/what-to-do.ts';
import { type Calendar, nextOpenDay } from '#src/territory/closure.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

/** Days of opening a sheet looks ahead, its own included: what comes later is done from the next sheets. */
const OPEN_DAYS = 3;

/** The last day a sheet for that day works on. */
export const pressingUntil = (calendar: Calendar, forDate: IsoDate): IsoDate => {
  let last = forDate;
  for (let left = OPEN_DAYS; left > 0; left -= 1) {
    const next = nextOpenDay(calendar, left === OPEN_DAYS ? forDate : addDays(last, 1));
    if (next === undefined) return last;
    last = next;
  }
  return last;
};

const dayOf = (due: Due, zone: string): IsoDate =>
  due.kind === 'promise' ? localMoment(Temporal.Instant.from(due.dueAt), zone).date : due.on;

/**
 * Whether a request is printed in full on the sheet of a day: someone is to be called by then, or a day still open is near.
 * @param until as `pressingUntil` tells
 */
export const isPressing = (
  { due, waitsFor, neededOn }: Pick<ToDo, 'due' | 'waitsFor' | 'neededOn'>,
  { forDate, until, zone }: { readonly forDate: IsoDate; readonly until: IsoDate; readonly zone: string },
): boolean =>
  due.length > 0 || waitsFor.some((one) => dayOf(one, zone) <= forDate) || (neededOn !== null && neededOn <= until);
