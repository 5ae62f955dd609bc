import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { createRandom } from '#src/demo/random.ts';

const TOWNS = 40;
const LINES = 24;
const TRIPS_A_LINE = 14;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;

/** Writes a small region of invented coaches as a feed that any reader takes: where no real one is at hand. */
export const writeInventedRegion = async (path: string): Promise<string> => {
  const random = createRandom(46);
  const towns = Array.from({ length: TOWNS }, (_, at) => ({
    id: `V${at}`,
    latitude: 44.2 + random.next() * 0.8,
    longitude: 1.1 + random.next() * 1.1,
  }));
  const trips: string[] = [];
  const stopTimes: string[] = [];
  const routes = Array.from({ length: LINES }, (_, line) => `L${line},A,${line},Ligne ${line},3`);
  for (let line = 0; line < LINES; line += 1) {
    const along = random.shuffled(towns).slice(0, random.whole(4, 9));
    const minutes = along.map(() => random.whole(6, 22));
    for (let trip = 0; trip < TRIPS_A_LINE; trip += 1) {
      const id = `T${line}-${trip}`;
      trips.push(`L${line},S,${id}`);
      let now = 360 + Math.floor((trip / 2) * 130) + random.whole(0, 40);
      (trip % 2 === 0 ? along : along.toReversed()).forEach((town, at) => {
        stopTimes.push(`${id},${clock(now)},${clock(now + 1)},${town.id},${at + 1},0,0`);
        now += 1 + (minutes[at] as number);
      });
    }
  }
  const files: Readonly<Record<string, readonly string[]>> = {
    'agency.txt': [
      'agency_id,agency_name,agency_url,agency_timezone',
      'A,Cars inventés,https://cars.exemple.fr,Europe/Paris',
    ],
    'calendar.txt': [
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
      'S,1,1,1,1,1,1,1,20250101,20251231',
    ],
    'routes.txt': ['route_id,agency_id,route_short_name,route_long_name,route_type', ...routes],
    'stops.txt': [
      'stop_id,stop_name,stop_lat,stop_lon',
      ...towns.map(({ id, latitude, longitude }) => `${id},Ville ${id},${latitude.toFixed(5)},${longitude.toFixed(5)}`),
    ],
    'trips.txt': ['route_id,service_id,trip_id', ...trips],
    'stop_times.txt': [
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type',
      ...stopTimes,
    ],
  };
  const zip = new ZipFile();
  for (const [name, lines] of Object.entries(files)) zip.addBuffer(Buffer.from(`${lines.join('\n')}\n`), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
};
