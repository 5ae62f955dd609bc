import { greatCircleMetres } from '#src/places/distance.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Commune, Point } from '#src/places/place.ts';
import { addDays } from '#src/time/dates.ts';
import { publicHolidayOn } from '#src/time/public-holidays.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';

/** A line that nobody runs, between places that are real. */
interface InventedLine {
  readonly id: string;
  readonly name: string;
  /** `route_type`: 2 for trains, 3 for coaches. */
  readonly type: 2 | 3;
  /** Communes, from one end to the other. */
  readonly communes: readonly string[];
  readonly days: 'week' | 'market' | 'all';
  /** When it leaves its first end, and its last. */
  readonly leaves: readonly TimeOfDay[];
  readonly comesBack: readonly TimeOfDay[];
}

const at = (hours: number, minutes: number): TimeOfDay => hours * 60 + minutes;

const LINES: readonly InventedLine[] = [
  {
    id: 'E1',
    name: 'Car d’essai de la vallée du Lot',
    type: 3,
    communes: ['Figeac', 'Cajarc', 'Limogne-en-Quercy', 'Cahors'],
    days: 'week',
    leaves: [at(6, 40), at(9, 15), at(13, 5), at(17, 30)],
    comesBack: [at(7, 10), at(12, 15), at(16, 45), at(18, 20)],
  },
  {
    id: 'E2',
    name: 'Car d’essai des causses',
    type: 3,
    communes: ['Souillac', 'Rocamadour', 'Gramat', 'Lacapelle-Marival', 'Figeac'],
    days: 'week',
    leaves: [at(7, 0), at(10, 30), at(17, 10)],
    comesBack: [at(7, 5), at(12, 20), at(17, 45)],
  },
  {
    id: 'E3',
    name: 'Car d’essai de l’ouest',
    type: 3,
    communes: ['Puy-l’Évêque', 'Prayssac', 'Luzech', 'Cahors'],
    days: 'week',
    leaves: [at(7, 5), at(9, 0), at(13, 40)],
    comesBack: [at(12, 10), at(16, 50), at(18, 15)],
  },
  {
    id: 'E4',
    name: 'Car d’essai du marché',
    type: 3,
    communes: ['Lalbenque', 'Cahors'],
    days: 'market',
    leaves: [at(8, 30)],
    comesBack: [at(12, 15)],
  },
  {
    id: 'E5',
    name: 'Train d’essai du Quercy',
    type: 2,
    communes: ['Souillac', 'Gourdon', 'Cahors'],
    days: 'all',
    leaves: [at(6, 52), at(9, 20), at(12, 40), at(17, 55)],
    comesBack: [at(7, 30), at(11, 25), at(16, 10), at(18, 48)],
  },
];

/** Monday first: wednesday and saturday are market days in Cahors. */
const DAYS = { week: '1,1,1,1,1,1,0', market: '0,0,1,0,0,1,0', all: '1,1,1,1,1,1,1' } as const;
const DAYS_BEFORE = 14;
const DAYS_AFTER = 150;

/**
 * The files of an invented feed of the Lot: real communes, lines and hours that nobody runs, around today.
 * @throws Error when a commune of it is not one
 */
export const inventTimetable = (communes: CommuneDirectory, today: IsoDate): Readonly<Record<string, string>> => {
  const ofLot = communes.communesOfDepartment('46');
  const find = (name: string): Commune & { readonly point: Point } => {
    const found = ofLot.find((commune) => commune.name.replaceAll("'", '’') === name);
    if (!found?.point) throw new Error(`no commune of the Lot is called ${name}`);
    return { ...found, point: found.point };
  };
  const period = [addDays(today, -DAYS_BEFORE), addDays(today, DAYS_AFTER)].map((date) => date.replaceAll('-', ''));
  const stops = new Map<string, string>();
  const trips: string[] = [];
  const stopTimes: string[] = [];
  for (const line of LINES) {
    const way = (places: readonly string[], departures: readonly TimeOfDay[], direction: 0 | 1): void => {
      const passed = minutesAlong(
        places.map((name) => find(name).point),
        line.type,
      );
      for (const [number, leaves] of departures.entries()) {
        const trip = `${line.id}-${direction}-${number}`;
        trips.push([line.id, line.days, trip, text(places.at(-1) ?? ''), direction].join(','));
        for (const [sequence, name] of places.entries()) {
          const time = clock(leaves + (passed[sequence] ?? 0));
          stopTimes.push([trip, time, time, stopId(line.type, find(name)), sequence].join(','));
        }
      }
    };
    for (const name of line.communes) {
      const { point, ...commune } = find(name);
      const id = stopId(line.type, { ...commune, point });
      const place = line.type === 2 ? 'gare' : 'mairie';
      stops.set(id, [id, text(`${name}, ${place}`), point.latitude, point.longitude].join(','));
    }
    way(line.communes, line.leaves, 0);
    way(line.communes.toReversed(), line.comesBack, 1);
  }
  const table = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
  return {
    'agency.txt': table('agency_id,agency_name,agency_url,agency_timezone,agency_phone', [
      'E,Réseau d’essai (horaires inventés),https://lotocar.exemple.fr,Europe/Paris,05 36 49 00 46',
    ]),
    'stops.txt': table('stop_id,stop_name,stop_lat,stop_lon', [...stops.values()]),
    'routes.txt': table(
      'route_id,agency_id,route_short_name,route_long_name,route_type',
      LINES.map(({ id, name, type }) => [id, 'E', id, text(name), type].join(',')),
    ),
    'calendar.txt': table(
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
      Object.entries(DAYS).map(([id, days]) => [id, days, ...period].join(',')),
    ),
    'calendar_dates.txt': table('service_id,date,exception_type', holidaysWithout(['week', 'market'], today)),
    'trips.txt': table('route_id,service_id,trip_id,trip_headsign,direction_id', trips),
    'stop_times.txt': table('trip_id,arrival_time,departure_time,stop_id,stop_sequence', stopTimes),
  };
};

/** Coaches do not run on public holidays; `exception_type` 2 takes a day away. */
const holidaysWithout = (services: readonly string[], today: IsoDate): readonly string[] =>
  Array.from({ length: DAYS_BEFORE + DAYS_AFTER + 1 }, (_, day) => addDays(today, day - DAYS_BEFORE))
    .filter((date) => publicHolidayOn(date, ['46']) !== undefined)
    .flatMap((date) => services.map((service) => [service, date.replaceAll('-', ''), 2].join(',')));

const stopId = (type: 2 | 3, { code }: Commune): string => `${type === 2 ? 'gare' : 'arret'}-${code}`;

const text = (words: string): string => `"${words}"`;

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00`;

/** Metres an hour, along the straight line: roads and rails wind. */
const SPEEDS = { 2: 65_000, 3: 34_000 } as const;

const minutesAlong = (points: readonly Point[], type: 2 | 3): readonly number[] => {
  const passed = [0];
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next) passed.push((passed.at(-1) ?? 0) + Math.round((greatCircleMetres(point, next) / SPEEDS[type]) * 60) + 1);
  }
  return passed;
};
