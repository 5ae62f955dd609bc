import type { ServiceDrafts } from '#src/sources/gtfs/read-services.ts';
import { dateOf } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { RunningDays } from '#src/transit/on-demand/on-demand-service.ts';

const ADDED = 1;

/** The days of each service of a feed, as calendar.txt and calendar_dates.txt say them. */
export const runningDaysOf = ({ numbers, weeks, dates }: ServiceDrafts): ReadonlyMap<string, RunningDays> => {
  const exceptions = weeks.map((): { readonly added: IsoDate[]; readonly removed: IsoDate[] } => ({
    added: [],
    removed: [],
  }));
  for (let at = 0; at < dates.days.length; at += 1) {
    const one = exceptions[dates.services.at(at)];
    (dates.types.at(at) === ADDED ? one?.added : one?.removed)?.push(dateOf(dates.days.at(at)));
  }
  return new Map(
    [...numbers].map(([id, number]): readonly [string, RunningDays] => {
      const week = weeks[number];
      return [
        id,
        {
          weekdays: week?.weekdays ?? 0,
          from: week ? dateOf(week.first) : null,
          until: week ? dateOf(week.last) : null,
          added: exceptions[number]?.added ?? [],
          removed: exceptions[number]?.removed ?? [],
          closedOnHolidaysOf: [],
        },
      ];
    }),
  );
};
