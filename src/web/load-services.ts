import type { Motive, Need, Request, TimeWindow, Way, When } from '#src/requests/request.ts';
import type { Service } from '#src/service.ts';
import { addDays, laterOf, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, WeekdayMask } from '#src/time/units.ts';
import { EVERY_DAY, weekdayBit } from '#src/time/weekdays.ts';
import { type ServiceCard, type ServiceQuery, servicesFor } from '#src/transit/on-demand/services-for.ts';
import type { At } from '#src/web/context.ts';
import { onDemandServices } from '#src/web/on-demand-services.ts';

/** Another way to go, and the day it was looked for. */
export interface ToldService {
  readonly card: ServiceCard;
  /** null: no day in particular. */
  readonly date: IsoDate | null;
  /** It serves one of several days: which one has to be said. */
  readonly saysDay: boolean;
}

interface Asked extends Pick<ServiceQuery, 'from' | 'to'> {
  /** null: any day. */
  readonly when: When | null;
  readonly window: TimeWindow;
  readonly motive: Motive | null;
  readonly needs: readonly Need[];
}

/**
 * What else goes there, on the days asked: of several dates, each service with the first that it serves; of weekdays and of a
 * period, those that serve one of their days. Empty while the switch of the territory is off.
 */
export const loadServices = async (
  service: Service,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  { when, ...asked }: Asked,
): Promise<readonly ToldService[]> => {
  const known = await onDemandServices(service, at.territory);
  if (known.length === 0) return [];
  const query = { ...asked, now: { date: at.today, time: at.time } };
  if (when?.kind !== 'dates')
    return servicesFor(known, { ...query, date: null, weekdays: weekdaysIn(when, at.today) }).map((card) => ({
      card,
      date: null,
      saysDay: false,
    }));
  const told = new Map<string, ToldService>();
  for (const date of when.dates.toSorted())
    for (const card of servicesFor(known, { ...query, date })) {
      const before = told.get(card.service.id);
      // A day that is still possible is told rather than one for which it is too late.
      if (before === undefined || (before.card.tooLate && !card.tooLate))
        told.set(card.service.id, { card, date, saysDay: when.dates.length > 1 });
    }
  return [...told.values()];
};

/** Those of a way of a request. */
export const loadWayServices = (
  service: Service,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  { motive, needs }: Pick<Request, 'motive' | 'needs'>,
  { from, to, when, window }: Way,
): Promise<readonly ToldService[]> => loadServices(service, at, { from, to, when, window, motive, needs });

const DAYS_OF_A_WEEK = 7;

const weekdaysIn = (when: Exclude<When, { readonly kind: 'dates' }> | null, today: IsoDate): WeekdayMask => {
  if (when === null) return EVERY_DAY;
  if (when.kind === 'weekly') return when.weekdays;
  let weekdays = 0;
  const first = laterOf(when.from, today);
  for (let ahead = 0; ahead < DAYS_OF_A_WEEK && addDays(first, ahead) <= when.until; ahead += 1)
    weekdays |= weekdayBit(weekdayOf(addDays(first, ahead)));
  return weekdays;
};
