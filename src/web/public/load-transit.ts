import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Service } from '#src/service.ts';
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
    comesFirst: journeys?.beside.comesFirst === true || (drivers.found === 0 && goes),
  };
};
