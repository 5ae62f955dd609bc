import { type FlexRow, readFlexRows } from '#src/sources/gtfs/flex/flex-rows.ts';
import { type FlexParts, legsOfTrip } from '#src/sources/gtfs/flex/legs-of-trip.ts';
import { type Agency, readFlexRoutes, type Route } from '#src/sources/gtfs/flex/flex-routes.ts';
import { readBookingRules } from '#src/sources/gtfs/flex/read-booking-rules.ts';
import { readLocations } from '#src/sources/gtfs/flex/read-locations.ts';
import { readStopAreas } from '#src/sources/gtfs/flex/read-stop-areas.ts';
import { runningDaysOf } from '#src/sources/gtfs/flex/running-days.ts';
import type { ServiceDrafts } from '#src/sources/gtfs/read-services.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import type { Booking, OnDemandService, ServiceLeg } from '#src/transit/on-demand/on-demand-service.ts';

const MOST_LINES = 2_000_000;
const LONGEST_NAME = 120;
const NOT_ON_WHEELS = '2';

interface Grown {
  readonly route: Route;
  readonly legs: Map<string, ServiceLeg>;
  unfitForWheels: boolean;
}

const partsFor = async (
  source: FeedSource,
  trips: ReadonlyMap<string, readonly FlexRow[]>,
  rules: ReadonlyMap<string, Booking>,
) => {
  const rows = [...trips.values()].flat();
  const served = new Set(rows.filter(({ kind }) => kind === 'stop').map(({ id }) => id));
  const areas = await readStopAreas(source, served);
  const shapes = await readLocations(source);
  const unknown = new Set<string>();
  return (agency: Agency | undefined): FlexParts => ({
    areaOf({ kind, id }) {
      const area = kind === 'stop' ? areas.stops.get(id) : kind === 'group' ? areas.groups.get(id) : shapes.get(id);
      if (area || unknown.has(id)) return area;
      unknown.add(id);
      source.notes.note(
        'stop_times.txt',
        null,
        'Un lieu desservi à la demande n’est décrit nulle part : il est laissé de côté.',
        id,
      );
      return undefined;
    },
    bookingOf: (rule) =>
      rules.get(rule) ?? { notice: { kind: 'none' }, phone: agency?.phone ?? null, url: null, message: '' },
  });
};

/** Routes that differ by their name only are one service: whoever calls calls once. */
const merged = (services: readonly (readonly [id: string, Grown])[]): readonly OnDemandService[] => {
  const alike = new Map<string, { readonly ids: string[]; readonly names: Set<string>; readonly first: Grown }>();
  for (const [id, grown] of services) {
    const key = [grown.route.agency?.name, grown.unfitForWheels, ...[...grown.legs.keys()].toSorted()].join('\n');
    const known = alike.get(key);
    if (known) {
      known.ids.push(id);
      known.names.add(grown.route.name);
    } else alike.set(key, { ids: [id], names: new Set([grown.route.name]), first: grown });
  }
  return [...alike.values()].map(({ ids, names, first }): OnDemandService => ({
    id: `flex-${ids[0]}`,
    kind: 'on-demand',
    name: [...names].join(', ').slice(0, LONGEST_NAME),
    legs: [...first.legs.values()],
    always: false,
    places: [],
    price: '',
    who: '',
    words: ids.length === 1 ? first.route.words : '',
    url: first.route.url,
    motives: [],
    unfit: first.unfitForWheels ? ['wheelchair'] : [],
    source: names.has(first.route.agency?.name ?? '') ? null : (first.route.agency?.name ?? null),
  }));
};

/** What a feed says of transports on demand, and the calendars it says it with. */
interface FlexRead {
  readonly services: readonly OnDemandService[];
  readonly calendars: ReadonlySet<string>;
}

/** Most feeds say nothing of it. */
export const NO_FLEX: FlexRead = { services: [], calendars: new Set() };

/**
 * The services on demand of a feed (GTFS-Flex): where, when and how each is had. What is wrong goes to the notes of the
 * source, and leaves out as little as can be.
 */
export const readFlex = async (source: FeedSource, services: ServiceDrafts): Promise<FlexRead> => {
  const trips = await readFlexRows(source);
  if (trips.size === 0) return NO_FLEX;
  const used = new Set<string>();
  const calendars = runningDaysOf(services);
  const parts = await partsFor(source, trips, await readBookingRules(source, calendars));
  const routes = await readFlexRoutes(source);
  const grown = new Map<string, Grown>();
  await readTable(
    source,
    {
      file: 'trips.txt',
      required: ['route_id', 'service_id', 'trip_id'],
      optional: ['wheelchair_accessible'],
      most: MOST_LINES,
    },
    (row) => {
      const rows = trips.get(row.trip_id);
      const [route, days] = [routes.get(row.route_id), calendars.get(row.service_id)];
      // Trips without a route or a calendar are noted by whoever reads the timetables.
      if (!rows || !route || !days) return;
      const service = grown.get(row.route_id) ?? { route, legs: new Map<string, ServiceLeg>(), unfitForWheels: false };
      grown.set(row.route_id, service);
      if (row.wheelchair_accessible === NOT_ON_WHEELS) service.unfitForWheels = true;
      const key = JSON.stringify([row.service_id, rows]);
      for (const [index, leg] of legsOfTrip(rows, days, parts(route.agency)).entries())
        service.legs.set(`${key} ${index}`, leg);
      used.add(row.service_id);
    },
  );
  return { services: merged([...grown].filter(([, { legs }]) => legs.size > 0)), calendars: used };
};
