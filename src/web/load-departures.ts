import { setImmediate } from 'node:timers/promises';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { NO_POINT } from '#src/places/commune-table.ts';
import type { TerritoryPlaces } from '#src/places/search-places.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate } from '#src/time/units.ts';
import { searchedFeeds } from '#src/transit/search/find-journeys.ts';
import { type Period, periodOf } from '#src/transit/network/period.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { oneByOne, type Steps } from '#src/transit/network/steps.ts';
import { stopDepartures, type StopsWeek } from '#src/transit/departures/stop-departures.ts';
import { type CommunePlace, type CommuneStop, stopsOfCommunes } from '#src/transit/departures/stops-of-communes.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** What coaches and trains do for the communes of a territory. */
export interface Departures {
  readonly periods: readonly Period[];
  /** Communes of the territory with a stop, those with most stops first. */
  readonly communes: readonly { readonly code: string; readonly name: string }[];
  /** undefined for a commune that nothing serves. */
  week(communeCode: string, first: IsoDate): Promise<StopsWeek | undefined>;
}

interface Kept {
  readonly places: TerritoryPlaces;
  readonly departures: Promise<Departures>;
}

/** By the timetables in use, which are the same value until one changes. */
const caches = new WeakMap<readonly NetworkFeed[], Kept>();

/** A city takes seconds: whoever waits for it keeps nobody else waiting, and two who ask for the same wait for the same work. */
const inSteps = async <T>(steps: Steps<T>): Promise<T> => oneByOne(steps, () => setImmediate());

/** undefined where the territory has no timetable, or does not use them. */
export const loadDepartures = async (service: Service, territory: Territory): Promise<Departures | undefined> => {
  const feeds = searchedFeeds(territory, (id) => service.timetables.of(id));
  if (feeds.length === 0) return undefined;
  const inUse = service.timetables.of(territory.id);
  const places = await territoryPlaces(service, territory);
  const kept = caches.get(inUse);
  if (kept?.places === places) return kept.departures;
  const departures = departuresOf(feeds, places, service.communes, territory.zone);
  caches.set(inUse, { places, departures });
  return departures;
};

const departuresOf = async (
  feeds: readonly NetworkFeed[],
  { communeCodes, localPlaces }: TerritoryPlaces,
  communes: CommuneDirectory,
  zone: string,
): Promise<Departures> => {
  const stopsOf = await inSteps(
    stopsOfCommunes(feeds, [
      ...centresAround(communeCodes, communes),
      ...localPlaces.map(({ communeCode, point }) => ({ communeCode, point })),
    ]),
  );
  // A week is asked again and again: by whoever looks, and by each poster.
  const weeks = new Map<string, Promise<StopsWeek>>();
  return {
    periods: feeds.map(periodOf),
    communes: communeCodes
      .flatMap((code) => {
        const commune = communes.find(code);
        return commune && stopsOf.has(code)
          ? [{ code, name: commune.name, stops: stopsOf.get(code)?.length ?? 0 }]
          : [];
      })
      .toSorted((a, b) => b.stops - a.stops)
      .map(({ code, name }) => ({ code, name })),
    async week(communeCode, first) {
      const stops: readonly CommuneStop[] | undefined = stopsOf.get(communeCode);
      if (stops === undefined) return undefined;
      const key = `${communeCode} ${first}`;
      const week = weeks.get(key) ?? inSteps(stopDepartures(feeds, stops, first, zone));
      if (weeks.size >= MOST_WEEKS) weeks.clear();
      weeks.set(key, week);
      return week;
    },
  };
};

const MOST_WEEKS = 100;
/** Degrees around the territory where another commune could be the nearest one to a stop. */
const AROUND = 0.1;
const UNIT = 10_000;

/** The centres of the communes in the box of the territory, and a little beyond. */
const centresAround = (codes: readonly string[], communes: CommuneDirectory): readonly CommunePlace[] => {
  const { table } = communes;
  const ours = codes.flatMap((code) => communes.find(code)?.point ?? []);
  const box = {
    south: Math.min(...ours.map(({ latitude }) => latitude)) - AROUND,
    north: Math.max(...ours.map(({ latitude }) => latitude)) + AROUND,
    west: Math.min(...ours.map(({ longitude }) => longitude)) - AROUND,
    east: Math.max(...ours.map(({ longitude }) => longitude)) + AROUND,
  };
  const places: CommunePlace[] = [];
  for (let row = 0; row < table.communeCount; row += 1) {
    if (table.latitude[row] === NO_POINT) continue;
    const point = {
      latitude: (table.latitude[row] as number) / UNIT,
      longitude: (table.longitude[row] as number) / UNIT,
    };
    const isIn =
      point.latitude >= box.south &&
      point.latitude <= box.north &&
      point.longitude >= box.west &&
      point.longitude <= box.east;
    if (isIn) places.push({ communeCode: table.codeAt(row), point });
  }
  return places;
};
