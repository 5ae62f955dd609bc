import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

/** The days on which a volunteer was away are forgotten once they are gone. */
export const createForgetAbsences =
  ({ atomically }: TidyTools): Tidy =>
  async (where, now) => ({
    forgotten: await atomically(where.id, ({ volunteers }) =>
      volunteers.forgetAbsencesBefore(localMoment(now, where.zone).date, formatInstant(now)),
    ),
  });
