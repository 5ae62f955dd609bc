import type { Stop } from '#src/places/place.ts';
import type { TimeWindow, Way, When } from '#src/requests/request.ts';
import type { Service } from '#src/service.ts';
import type { IsoDate } from '#src/time/units.ts';
import { daysToAsk } from '#src/transit/days-to-ask.ts';
import type { JourneysFound } from '#src/transit/find-journeys.ts';
import type { LegEnd } from '#src/transit/journey.ts';
import { type JourneysBeside, journeysBeside } from '#src/transit/journeys-beside.ts';
import type { At } from '#src/web/context.ts';

/** What timetables say of one way, for the day that stands for those asked. */
export interface WayJourneys {
  readonly date: IsoDate;
  /** Whether that day is the one day asked: else it has to be said. */
  readonly asked: boolean;
  readonly found: Exclude<JourneysFound, { readonly kind: 'no-timetable' }>;
  /** Empty when the date is outside all timetables. */
  readonly beside: JourneysBeside;
}

interface Asked {
  readonly from: Stop;
  readonly to: Stop;
  /** null: any day. */
  readonly when: When | null;
  readonly window: TimeWindow;
  /** When one would come back, to be told how one still can; null when nobody does. */
  readonly back: TimeWindow | null;
}

const legEndOf = ({ label, point }: Stop): LegEnd => ({ name: label, point });

/**
 * Journeys beside the drivers; null where the territory has no timetable. Of the days that may be told, the first one with a
 * journey; else the first that a timetable covers; else the first.
 */
export const loadJourneys = async (
  service: Pick<Service, 'findJourneys'>,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  { from, to, when, window, back }: Asked,
): Promise<WayJourneys | null> => {
  let best: WayJourneys | null = null;
  for (const date of daysToAsk(when, at.today)) {
    const query = { from: legEndOf(from), to: legEndOf(to), date, window, back, wholeDay: true };
    const found = await service.findJourneys(at.territory, query);
    if (found.kind === 'no-timetable') return null;
    const [outward, home] = found.kind === 'found' ? [found.outward.all, found.back?.all ?? []] : [[], []];
    const beside = journeysBeside(outward, home, { date, window, now: { date: at.today, time: at.time } });
    const way = { date, asked: when?.kind === 'dates' && when.dates.length === 1, found, beside };
    if (beside.shown.length > 0) return way;
    if (best === null || (best.found.kind === 'outside-period' && found.kind === 'found')) best = way;
  }
  return best;
};

/** Those of a way of a request; on the outward one, with how one still can come back. */
export const loadWayJourneys = (
  service: Pick<Service, 'findJourneys'>,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  { from, to, when, window, direction }: Way,
): Promise<WayJourneys | null> =>
  loadJourneys(service, at, { from, to, when, window, back: direction === 'outward' ? { kind: 'any' } : null });
