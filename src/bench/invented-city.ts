import { createRandom } from '#src/demo/random.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** What is invented: a city with its own network inside a country of coaches. */
interface CityOptions {
  /** 1 for twenty thousand stops and two million stop times. */
  readonly size: number;
}

const CENTRE = { latitude: 43.6045, longitude: 1.444 };
const DAYS = 120;
const FIRST_DATE = '2025-01-20';
const LAST_DATE = '2025-05-19';
const WEEK = 7;
/** By kind of day, from Monday: working days, Saturday, Sunday. */
const SERVICES = [[0, 1, 2, 3, 4], [5], [6]] as const;

interface LineOf {
  readonly stops: readonly number[];
  readonly headsigns: readonly [string, string];
  /** Minutes between two departures, by service. */
  readonly every: readonly [number, number, number];
}

/** A timetable as large as those of a big city and its region, around Toulouse. */
export const inventedCity = ({ size }: CityOptions): Timetable => {
  const random = createRandom(31);
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const addStop = (spread: number): number => {
    latitudes.push(CENTRE.latitude + (random.next() - 0.5) * spread);
    longitudes.push(CENTRE.longitude + (random.next() - 0.5) * spread * 1.3);
    return latitudes.length - 1;
  };
  const city = Array.from({ length: Math.round(3000 * size) }, () => addStop(0.12));
  const around = Array.from({ length: Math.round(17_000 * size) }, () => addStop(2.4));
  const lineAmong = (stops: readonly number[], length: number, every: LineOf['every'], number: number): LineOf => {
    const start = random.whole(0, stops.length - length - 1);
    return {
      stops: stops.slice(start, start + length),
      headsigns: [`Terminus ${number} A`, `Terminus ${number} B`],
      every,
    };
  };
  const lines = [
    ...Array.from({ length: Math.round(100 * size) }, (_, at) => lineAmong(city, 30, [8, 15, 30], at)),
    ...Array.from({ length: Math.round(420 * size) }, (_, at) =>
      lineAmong([...around.slice(at * 40, at * 40 + 39), random.pick(city), random.pick(city)], 40, [90, 180, 360], at),
    ),
  ];
  const trips: { readonly line: number; readonly service: number; readonly headsign: string }[] = [];
  const stops: number[] = [];
  const hours: number[] = [];
  const first = [0];
  for (const [number, line] of lines.entries())
    for (const [service, every] of line.every.entries())
      for (const [back, along] of [line.stops, line.stops.toReversed()].entries())
        for (let start = 300 + random.whole(0, 20); start < 1380; start += every) {
          let now = start * 60;
          for (const stop of along) {
            stops.push(stop);
            hours.push(now);
            now += 60 + random.whole(0, 120);
          }
          trips.push({ line: number, service, headsign: line.headsigns[back] as string });
          first.push(stops.length);
        }
  const days = new Uint32Array(SERVICES.length * Math.ceil(DAYS / 32));
  for (const [service, weekdays] of SERVICES.entries())
    for (let day = 0; day < DAYS; day += 1) {
      const word = service * Math.ceil(DAYS / 32) + (day >> 5);
      if ((weekdays as readonly number[]).includes(day % WEEK))
        days[word] = ((days[word] as number) | (1 << (day & 31))) >>> 0;
    }
  const none = new Int32Array();
  const column = (of: (trip: (typeof trips)[number]) => number): Int32Array => Int32Array.from(trips, of);
  return {
    about: {
      source: 'Ville inventée',
      zone: 'Europe/Paris',
      firstDate: FIRST_DATE,
      lastDate: LAST_DATE,
      builtAt: `${FIRST_DATE}T00:00:00.000Z`,
    },
    agencies: [{ id: 'ville', name: 'Ville inventée', url: null, phone: null }],
    routes: lines.map((_, at) => ({
      id: `L${at}`,
      agency: 0,
      shortName: String(at),
      longName: '',
      kind: 'bus' as const,
      type: 3,
      color: null,
      url: null,
    })),
    stops: {
      ids: latitudes.map((_, at) => `S${at}`),
      names: latitudes.map((_, at) => `Arrêt ${at}`),
      latitudes: Float64Array.from(latitudes),
      longitudes: Float64Array.from(longitudes),
      parents: new Int32Array(latitudes.length).fill(-1),
      kinds: new Uint8Array(latitudes.length),
    },
    trips: {
      ids: trips.map((_, at) => `T${at}`),
      headsigns: trips.map(({ headsign }) => headsign),
      shortNames: trips.map(() => ''),
      routes: column(({ line }) => line),
      services: column(({ service }) => service),
      firstStopTime: Int32Array.from(first),
      blocks: column(() => -1),
    },
    stopTimes: {
      stops: Int32Array.from(stops),
      arrivals: Int32Array.from(hours),
      departures: Int32Array.from(hours),
      pickups: new Uint8Array(stops.length),
      dropOffs: new Uint8Array(stops.length),
      approximate: new Uint8Array(stops.length),
    },
    services: { wordsPerService: Math.ceil(DAYS / 32), days },
    frequencies: { trips: none, starts: none, ends: none, headways: none, exact: new Uint8Array() },
    transfers: {
      from: none,
      to: none,
      types: new Uint8Array(),
      minSeconds: none,
      fromRoutes: none,
      toRoutes: none,
      fromTrips: none,
      toTrips: none,
    },
  };
};
