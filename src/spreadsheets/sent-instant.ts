import type { SentAt } from '#src/spreadsheets/moment-cell.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';

const NOON = 720;

/** The instant a line was sent; now when the sheet does not say it, or says a day that has not come. */
export const sentInstant = (sentAt: SentAt | null, zone: string, now: IsoInstant): IsoInstant => {
  if (sentAt === null) return now;
  const instant = formatInstant(instantOf({ date: sentAt.date, time: sentAt.time ?? NOON }, zone));
  return instant < now ? instant : now;
};
