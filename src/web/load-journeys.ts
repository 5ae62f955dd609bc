import { restsOn } from '#src/introductions/rest-store.ts';
import type { FindMatches } from '#src/matching/find-matches.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import { nearestCommune } from '#src/places/nearest-commune.ts';
import type { Stop } from '#src/places/place.ts';
import type { TimeWindow, Way, When } from '#src/requests/request.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { toMinutes } from '#src/roads/weight.ts';
import type { Service } from '#src/service.ts';
import type { IsoDate } from '#src/time/units.ts';
import { daysToAsk } from '#src/transit/beside-drivers/days-to-ask.ts';
import type { DriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import { createFindDriverAndRide } from '#src/transit/beside-drivers/find-driver-and-ride.ts';
import type { WayHome } from '#src/transit/beside-drivers/last-way-home.ts';
import type { JourneysFound } from '#src/transit/search/find-journeys.ts';
import type { LegEnd } from '#src/transit/journey/journey.ts';
import { type JourneysBeside, journeysBeside, reasonable } from '#src/transit/beside-drivers/journeys-beside.ts';
import type { At } from '#src/web/context.ts';

/** What timetables say of one way, for the day that stands for those asked. */
export interface WayJourneys {
  readonly date: IsoDate;
  /** Whether that day is the one day asked: else it has to be said. */
  readonly asked: boolean;
  readonly found: Exclude<JourneysFound, { readonly kind: 'no-timetable' }>;
  /** Empty when the date is outside all timetables. */
  readonly beside: JourneysBeside;
  /** Where nobody and nothing goes all the way: a driver to the station, or from it, and a vehicle for the rest. */
  readonly withDriver: readonly DriverAndRide[];
  /** How one comes back from each of those; nothing is known for those that are not in it. */
  readonly waysHome: ReadonlyMap<DriverAndRide, WayHome>;
}

interface Asked {
  readonly from: Stop;
  readonly to: Stop;
  /** null: any day. */
  readonly when: When | null;
  readonly window: TimeWindow;
  /** When one would come back, to be told how one still can; null when nobody does. */
  readonly back: TimeWindow | null;
  /** What drivers were asked, and how many go all the way; null to leave drivers out of it. */
  readonly drivers: { readonly query: MatchQuery; readonly found: number } | null;
}

type Finding = Pick<Service, 'findJourneys' | 'findStations' | 'findMatches' | 'communes' | 'storage'>;

const legEndOf = ({ label, point }: Stop): LegEnd => ({ name: label, point });

/**
 * Journeys beside the drivers; null where the territory has no timetable. Of the days that may be told, the first one with a
 * journey; else the first that a timetable covers; else the first.
 */
export const loadJourneys = async (
  service: Finding,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  asked: Asked,
): Promise<WayJourneys | null> => {
  const way = await loadDirect(service, at, asked);
  if (way === null || way.found.kind !== 'found' || asked.drivers?.found !== 0 || way.date < at.today) return way;
  const { walk, back } = way.found;
  // Something goes all the way, that has not left yet.
  if (walk !== null || way.beside.shown.length > 0) return way;
  const findDriverAndRide = createFindDriverAndRide({
    findMatches: willing(service, at),
    findJourneys: service.findJourneys,
    findStations: service.findStations,
    communeNear: ({ communeCodes }, point) => nearestCommune(communeCodes, service.communes, point),
  });
  const home = back && reasonable(back.all);
  const { told, waysHome } = await findDriverAndRide(at.territory, asked.drivers.query, way.date, home);
  return { ...way, withDriver: told, waysHome };
};

/** Drivers, without those who asked not to be asked any more, or not now. */
const willing =
  ({ findMatches, storage }: Finding, { today }: Pick<At, 'today'>): FindMatches =>
  async (territory, query, shown) => {
    const result = await findMatches(territory, query, shown);
    const drivers = result.matches.map(({ offer }) => offer.driver.id);
    const rests = drivers.length === 0 ? [] : await storage.in(territory.id).rests.findMany(drivers);
    const resting = new Set(rests.filter((rest) => restsOn(rest, today)).map(({ personId }) => personId));
    return { ...result, matches: result.matches.filter(({ offer }) => !resting.has(offer.driver.id)) };
  };

const loadDirect = async (
  service: Finding,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  { from, to, when, window, back }: Asked,
): Promise<WayJourneys | null> => {
  const byRoad = toMinutes(crowFlyMetric.ticks(from.point, to.point));
  let best: WayJourneys | null = null;
  for (const date of daysToAsk(when, at.today)) {
    const query = { from: legEndOf(from), to: legEndOf(to), date, window, back, wholeDay: true };
    const found = await service.findJourneys(at.territory, query);
    if (found.kind === 'no-timetable') return null;
    const [outward, home] = found.kind === 'found' ? [found.outward.all, found.back?.all ?? []] : [[], []];
    const beside = journeysBeside(outward, home, { date, window, now: { date: at.today, time: at.time }, byRoad });
    const asked = when?.kind === 'dates' && when.dates.length === 1;
    const way = { date, asked, found, beside, withDriver: [], waysHome: new Map() };
    if (beside.shown.length > 0) return way;
    if (best === null || (best.found.kind === 'outside-period' && found.kind === 'found')) best = way;
  }
  return best;
};

/** Those of a way of a request; on the outward one, with how one still can come back. */
export const loadWayJourneys = (
  service: Finding,
  at: Pick<At, 'territory' | 'today' | 'time'>,
  { from, to, when, window, direction }: Way,
  drivers: Asked['drivers'] = null,
): Promise<WayJourneys | null> =>
  loadJourneys(service, at, {
    from,
    to,
    when,
    window,
    back: direction === 'outward' ? { kind: 'any' } : null,
    drivers,
  });
