import type { Request } from '#src/requests/request.ts';
import { spanOf } from '#src/requests/slots.ts';
import type { IsoDate } from '#src/time/units.ts';

/**
 * The last day on which a request can still be of use, from which retention counts; null while it has no end: a weekly
 * need without end runs until it is closed, and a regular arrangement that was found goes on after.
 */
export const lastDayOf = (request: Pick<Request, 'ways' | 'rides' | 'closing'>): IsoDate | null => {
  const ends = request.ways.map((way) => spanOf(way.when).last);
  const rideDays = request.rides.flatMap((ride) => (ride.date === null ? [] : [ride.date]));
  const known = ends.flatMap((end) => (end === null ? [] : [end]));
  if (known.length < ends.length) {
    if (!request.closing || request.closing.reason === 'regular-found') return null;
    // The day of an instant in UTC: a day more or less does not matter to a delay of weeks.
    known.push(request.closing.at.slice(0, 10));
  }
  return [...known, ...rideDays].toSorted().at(-1) ?? null;
};
