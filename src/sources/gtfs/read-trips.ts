import { plainWords } from '#src/plain-words.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';

export interface TripDrafts {
  readonly numbers: ReadonlyMap<string, number>;
  readonly ids: readonly string[];
  readonly headsigns: readonly string[];
  readonly shortNames: readonly string[];
  readonly routes: readonly number[];
  readonly services: readonly number[];
  readonly blocks: readonly number[];
}

interface Known {
  readonly routes: ReadonlyMap<string, number>;
  readonly services: ReadonlyMap<string, number>;
}

const FILE = 'trips.txt';
const MOST_TRIPS = 1_000_000;
const LONGEST_SHORT_NAME = 40;

export const readTrips = async (source: FeedSource, known: Known): Promise<TripDrafts> => {
  const { notes } = source;
  const numbers = new Map<string, number>();
  const trips = {
    ids: [] as string[],
    headsigns: [] as string[],
    shortNames: [] as string[],
    routes: [] as number[],
    services: [] as number[],
    blocks: [] as number[],
  };
  /** Words that come again and again, kept once. */
  const words = new Map<string, string>();
  const blocks = new Map<string, number>();
  await readTable(
    source,
    {
      file: FILE,
      required: ['route_id', 'service_id', 'trip_id'],
      optional: ['trip_headsign', 'trip_short_name', 'block_id'],
      essential: true,
      most: MOST_TRIPS,
    },
    (row, line) => {
      const id = row.trip_id;
      if (id === '' || numbers.has(id))
        return notes.note(
          FILE,
          line,
          'Cette course n’a pas d’identifiant, ou celui d’une autre : elle est laissée de côté.',
          id,
        );
      const [route, service] = [known.routes.get(row.route_id), known.services.get(row.service_id)];
      if (route === undefined)
        return notes.note(
          FILE,
          line,
          'La ligne de cette course n’est pas dans routes.txt : la course est laissée de côté.',
          `course « ${id} », ligne « ${row.route_id} »`,
        );
      if (service === undefined)
        return notes.note(
          FILE,
          line,
          'Aucun calendrier ne dit quels jours roule cette course : elle est laissée de côté.',
          `course « ${id} », calendrier « ${row.service_id} »`,
        );
      numbers.set(id, trips.ids.length);
      trips.ids.push(id);
      const headsign = words.get(row.trip_headsign) ?? plainWords(row.trip_headsign);
      words.set(row.trip_headsign, headsign);
      trips.headsigns.push(headsign);
      trips.shortNames.push(plainWords(row.trip_short_name, LONGEST_SHORT_NAME));
      trips.routes.push(route);
      trips.services.push(service);
      let block = -1;
      if (row.block_id !== '') {
        block = blocks.get(row.block_id) ?? blocks.size;
        blocks.set(row.block_id, block);
      }
      trips.blocks.push(block);
    },
  );
  return { numbers, ...trips };
};
