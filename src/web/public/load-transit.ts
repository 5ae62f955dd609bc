import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Service } from '#src/service.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { type ServiceCard, servicesFor } from '#src/transit/on-demand/services-for.ts';
import type { At } from '#src/web/context.ts';
import { loadJourneys, type WayJourneys } from '#src/web/load-journeys.ts';
import { onDemandServices } from '#src/web/on-demand-services.ts';

/** What goes there without a driver of ours, for the page of a search. */
export interface TransitBeside {
  readonly date: IsoDate | null;
  readonly cards: readonly ServiceCard[];
  /** null where the territory has no timetable. */
  readonly journeys: WayJourneys | null;
  /** Where nothing runs that day, or no longer: the next day on which something does. */
  readonly nextDay: IsoDate | null;
  /** Whether it comes before the drivers. */
  readonly comesFirst: boolean;
}

/** null where the territory knows no other way to go than its drivers. */
export const loadTransit = async (
  service: Service,
  at: At,
  date: IsoDate | null,
  drivers: { readonly query: MatchQuery; readonly found: number },
): Promise<TransitBeside | null> => {
  const { from, to, window, now } = drivers.query;
  const when = date === null ? null : ({ kind: 'dates', dates: [date] } as const);
  const journeys = await loadJourneys(service, at, { from, to, when, window, back: { kind: 'any' }, drivers });
  const services = await onDemandServices(service, at.territory);
  // Nothing can be booked for a day that is past; what ran that day can be told.
  if (journeys === null && (services.length === 0 || (date !== null && date < at.today))) return null;
  const cards = servicesFor(services, { from, to, date, window, motive: null, needs: [], now });
  // Where nobody drives, whatever goes there comes first; where somebody does, only what suits the hour and brings one home.
  const goes = cards.length > 0 || (journeys !== null && journeys.beside.shown.length + journeys.withDriver.length > 0);
  return {
    date,
    cards,
    journeys,
    nextDay: journeys === null ? null : await findNextDay(service, at, journeys, { from, to }),
    comesFirst: journeys?.beside.comesFirst === true || (drivers.found === 0 && goes),
  };
};

/** Days made ahead, of which nobody waits for the making. */
const DAYS_AT_HAND = 7;
const MOST_DAYS_TRIED = 3;

const findNextDay = async (
  { findJourneys }: Pick<Service, 'findJourneys'>,
  at: At,
  { asked, date, found, beside }: WayJourneys,
  { from, to }: Pick<MatchQuery, 'from' | 'to'>,
): Promise<IsoDate | null> => {
  if (!asked || date < at.today || found.kind !== 'found' || found.walk !== null || beside.shown.length > 0)
    return null;
  for (let ahead = 1; ahead <= MOST_DAYS_TRIED; ahead += 1) {
    const day = addDays(date, ahead);
    if (day >= addDays(at.today, DAYS_AT_HAND)) return null;
    const other = await findJourneys(at.territory, {
      from: { name: from.label, point: from.point },
      to: { name: to.label, point: to.point },
      date: day,
      window: { kind: 'any' },
      back: null,
      wholeDay: false,
    });
    if (other.kind === 'found' && other.outward.best !== null) return day;
  }
  return null;
};
