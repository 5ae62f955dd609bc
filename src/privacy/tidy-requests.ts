import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { atCommune } from '#src/privacy/at-commune.ts';
import { dayBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Requests nobody could meet, six months after their last day, become counts of their month. */
export const createReduceUnmetRequests =
  ({ in: reading, atomically }: TidyTools): Tidy =>
  async (where, now) => {
    const day = dayBefore(now, where.zone, { months: PERIODS.unmetRequestMonths });
    let reduced = 0;
    for (const requestId of await reading(where.id).retention.unmetEndedBefore(day)) {
      reduced += await atomically(where.id, async ({ retention }) => {
        // Someone may have settled it, or moved its day, since the list was read.
        if (!(await retention.unmetEndedBefore(day, requestId)).includes(requestId)) return 0;
        await retention.reduceToCounts(requestId);
        return 1;
      });
    }
    return { reduced };
  };

/** Six weeks after a ride, its exact places, needs and motive are forgotten. */
export const createBlurRides =
  ({ in: reading, atomically }: TidyTools, communes: Pick<CommuneDirectory, 'find'>): Tidy =>
  async (where, now) => {
    const day = dayBefore(now, where.zone, { weeks: PERIODS.rideDetailsWeeks });
    const blur = atCommune(communes);
    let blurred = 0;
    for (const requestId of await reading(where.id).retention.metEndedBefore(day)) {
      blurred += await atomically(where.id, async ({ retention }) => {
        if (!(await retention.metEndedBefore(day, requestId)).includes(requestId)) return 0;
        await retention.blurRequest(requestId, blur, formatInstant(now));
        return 1;
      });
    }
    return { blurred };
  };
