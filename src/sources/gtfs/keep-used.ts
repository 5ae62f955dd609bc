import { SaidToPeople } from '#src/said-to-people.ts';
import type { FeedNotes } from '#src/sources/gtfs/feed-notes.ts';
import type { AgencyDrafts } from '#src/sources/gtfs/read-routes.ts';
import type { FeedInfo, NumberOf } from '#src/sources/gtfs/read-rules.ts';
import { periodOf, type ServiceDrafts, settleServices } from '#src/sources/gtfs/read-services.ts';
import type { StopDrafts } from '#src/sources/gtfs/read-stops.ts';
import type { TripDrafts } from '#src/sources/gtfs/read-trips.ts';
import type { SettledStopTimes } from '#src/sources/gtfs/settle-stop-times.ts';
import { dateOf, dayNumber } from '#src/time/dates.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { Route, Timetable } from '#src/transit/timetable/timetable.ts';

interface ReadParts {
  readonly agencies: AgencyDrafts;
  readonly stops: StopDrafts;
  readonly routes: readonly Route[];
  readonly services: ServiceDrafts;
  readonly trips: TripDrafts;
  readonly settled: SettledStopTimes;
  readonly info: FeedInfo;
  /** Calendars of its transports on demand: their days count as well. */
  readonly onDemand: ReadonlySet<string>;
}

interface KeptParts {
  readonly timetable: Omit<Timetable, 'frequencies' | 'transfers'>;
  readonly numberOf: { readonly stop: NumberOf; readonly trip: NumberOf; readonly route: NumberOf };
}

/** Only what trips use, numbered anew. @throws SaidToPeople when no trip ever runs */
export const keepUsed = (
  { agencies, stops, routes, services, trips, settled, info, onDemand }: ReadParts,
  { builtAt, notes }: { readonly builtAt: IsoInstant; readonly notes: FeedNotes },
): KeptParts => {
  const usedServices = new Set([
    ...settled.trips.map((trip) => trips.services[trip] as number),
    ...[...onDemand].flatMap((id) => services.numbers.get(id) ?? []),
  ]);
  const today = dayNumber(builtAt.slice(0, 10));
  const period = periodOf(services, (service) => usedServices.has(service), info, today);
  if (period === null)
    throw new SaidToPeople('Aucune course de ce fichier ne roule jamais : ses calendriers sont vides.');
  if (period.cut)
    notes.note(
      'calendar.txt',
      null,
      `Ces horaires couvrent plus de trois ans : ceux du ${formatDateDigits(dateOf(period.first))} au ${formatDateDigits(dateOf(period.last))} sont gardés.`,
    );
  const serviceNumbers = numbering(usedServices);
  const allDays = settleServices(services, period);
  const { wordsPerService } = allDays;
  const days = new Uint32Array(usedServices.size * wordsPerService);
  for (const [from, to] of serviceNumbers)
    days.set(allDays.days.subarray(from * wordsPerService, (from + 1) * wordsPerService), to * wordsPerService);
  const usedStops = new Set<number>();
  for (let at = 0; at < settled.stops.length; at += 1) usedStops.add(settled.stops.at(at));
  const served = new Set(usedStops);
  // A set goes on with what is added to it: stations of platforms of boarding areas.
  for (const stop of usedStops) {
    const parent = stops.parents[stop] as number;
    if (parent >= 0 && stops.isPlaced[parent] === true) usedStops.add(parent);
  }
  const stopNumbers = numbering(usedStops);
  const keptStops = [...stopNumbers.keys()];
  const routeNumbers = numbering(new Set(settled.trips.map((trip) => trips.routes[trip] as number)));
  const keptRoutes = [...routeNumbers.keys()].map((route) => routes[route] as Route);
  const agencyNumbers = numbering(new Set(keptRoutes.map(({ agency }) => agency)));
  const tripNumbers = new Map(settled.trips.map((trip, number) => [trip, number]));
  const timetable: KeptParts['timetable'] = {
    about: {
      source: sourceWords(
        agencies,
        settled.trips.map((trip) => routes[trips.routes[trip] as number] as Route),
        info,
      ),
      zone: agencies.zone,
      firstDate: dateOf(period.first),
      lastDate: dateOf(period.last),
      builtAt,
    },
    agencies: [...agencyNumbers.keys()].flatMap((agency) => agencies.agencies[agency] ?? []),
    routes: keptRoutes.map((route) => ({ ...route, agency: agencyNumbers.get(route.agency) ?? 0 })),
    stops: {
      ids: keptStops.map((stop) => stops.ids[stop] as string),
      names: keptStops.map((stop) => stops.names[stop] as string),
      latitudes: Float64Array.from(keptStops, (stop) => stops.latitudes[stop] as number),
      longitudes: Float64Array.from(keptStops, (stop) => stops.longitudes[stop] as number),
      parents: Int32Array.from(keptStops, (stop) => stopNumbers.get(stops.parents[stop] as number) ?? -1),
      // Feeds that write stations in stop_times make stops of them.
      kinds: Uint8Array.from(keptStops, (stop) => (served.has(stop) ? 0 : (stops.kinds[stop] as number))),
    },
    trips: {
      ids: settled.trips.map((trip) => trips.ids[trip] as string),
      headsigns: settled.trips.map((trip) => trips.headsigns[trip] as string),
      shortNames: settled.trips.map((trip) => trips.shortNames[trip] as string),
      routes: Int32Array.from(settled.trips, (trip) => routeNumbers.get(trips.routes[trip] as number) as number),
      services: Int32Array.from(settled.trips, (trip) => serviceNumbers.get(trips.services[trip] as number) as number),
      firstStopTime: settled.firstStopTime.toArray(),
      firstSequences: settled.firstSequences.toArray(),
      blocks: Int32Array.from(settled.trips, (trip) => trips.blocks[trip] as number),
    },
    stopTimes: {
      stops: settled.stops.toArray().map((stop) => stopNumbers.get(stop) as number),
      arrivals: settled.arrivals.toArray(),
      departures: settled.departures.toArray(),
      pickups: Uint8Array.from(settled.pickups.toArray()),
      dropOffs: Uint8Array.from(settled.dropOffs.toArray()),
      approximate: Uint8Array.from(settled.approximate.toArray()),
    },
    services: { wordsPerService, days },
  };
  const routeIds = new Map(routes.map(({ id }, route) => [id, route]));
  const look =
    (ids: ReadonlyMap<string, number>, kept: ReadonlyMap<number, number>): NumberOf =>
    (id) => {
      const number = ids.get(id);
      return number === undefined ? undefined : (kept.get(number) ?? -1);
    };
  return {
    timetable,
    numberOf: {
      stop: look(stops.numbers, stopNumbers),
      trip: look(trips.numbers, tripNumbers),
      route: look(routeIds, routeNumbers),
    },
  };
};

/** Old numbers to new ones, in the order of the old ones. */
const numbering = (used: ReadonlySet<number>): ReadonlyMap<number, number> =>
  new Map([...used].toSorted((a, b) => a - b).map((old, number) => [old, number]));

const MOST_NAMES = 3;
/** Fewer than one trip in twenty, and it is not whom people know this timetable by: "OCEdefault". */
const LEAST_SHARE = 0.05;

/** The networks with most trips, as people know them better than whoever publishes the file. */
const sourceWords = ({ agencies }: AgencyDrafts, routeOfTrips: readonly Route[], info: FeedInfo): string => {
  const trips = new Map<string, number>();
  for (const { agency } of routeOfTrips) {
    const name = agencies[agency]?.name ?? '';
    if (name !== '') trips.set(name, (trips.get(name) ?? 0) + 1);
  }
  const names = [...trips]
    .filter(([, count]) => count >= LEAST_SHARE * routeOfTrips.length)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name);
  return names.slice(0, MOST_NAMES).join(', ') || info.publisher || 'Horaires';
};
