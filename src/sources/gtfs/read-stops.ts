import { readTable, type FeedSource } from '#src/sources/gtfs/read-table.ts';
import { parseChoice, parseNumber } from '#src/sources/gtfs/parse-values.ts';
import { plainWords } from '#src/plain-words.ts';

/** The stops of a feed, before those that nothing serves are dropped. */
export interface StopDrafts {
  readonly numbers: ReadonlyMap<string, number>;
  readonly ids: readonly string[];
  readonly names: string[];
  readonly latitudes: number[];
  readonly longitudes: number[];
  readonly parents: number[];
  readonly kinds: number[];
  /** Whether it has a place on the map: others are left out. */
  readonly isPlaced: boolean[];
}

const STOP = 0;
const STATION = 1;
const BOARDING_AREA = 4;
const FILE = 'stops.txt';
const MOST_STOPS = 500_000;

/** Stops, platforms, entrances and stations. One without a place takes that of its station. */
export const readStops = async (source: FeedSource): Promise<StopDrafts> => {
  const { notes } = source;
  const numbers = new Map<string, number>();
  const stops = {
    ids: [] as string[],
    names: [] as string[],
    latitudes: [] as number[],
    longitudes: [] as number[],
    parents: [] as number[],
    kinds: [] as number[],
    isPlaced: [] as boolean[],
  };
  const lines: number[] = [];
  const parentIds: string[] = [];
  await readTable(
    source,
    {
      file: FILE,
      required: ['stop_id'],
      optional: ['stop_name', 'stop_lat', 'stop_lon', 'location_type', 'parent_station'],
      essential: true,
      most: MOST_STOPS,
    },
    (row, line) => {
      const id = row.stop_id;
      if (id === '')
        return notes.note(FILE, line, 'Un arrêt n’a pas d’identifiant : il est laissé de côté.', row.stop_name);
      if (numbers.has(id))
        return notes.note(FILE, line, 'Cet arrêt est écrit deux fois : la première fois compte.', `arrêt « ${id} »`);
      const kind = parseChoice(row.location_type, BOARDING_AREA);
      if (kind === undefined)
        notes.note(
          FILE,
          line,
          'Le type de cet arrêt n’existe pas : il est pris pour un arrêt ordinaire.',
          row.location_type,
        );
      const [latitude, longitude] = [parseNumber(row.stop_lat), parseNumber(row.stop_lon)];
      numbers.set(id, stops.ids.length);
      stops.ids.push(id);
      stops.names.push(plainWords(row.stop_name));
      stops.latitudes.push(latitude ?? Number.NaN);
      stops.longitudes.push(longitude ?? Number.NaN);
      stops.kinds.push(kind ?? STOP);
      stops.isPlaced.push(isPlace(latitude, longitude));
      stops.parents.push(-1);
      parentIds.push(row.parent_station);
      lines.push(line);
    },
  );
  for (let stop = 0; stop < stops.ids.length; stop += 1) {
    const [id, line, parentId] = [stops.ids[stop] ?? '', lines[stop] ?? 0, parentIds[stop] ?? ''];
    if (parentId === '') continue;
    const parent = numbers.get(parentId);
    const expected = stops.kinds[stop] === BOARDING_AREA ? STOP : STATION;
    if (parent === undefined || stops.kinds[parent] !== expected || stops.kinds[stop] === STATION)
      notes.note(
        FILE,
        line,
        'La gare ou la station de cet arrêt n’en est pas une dans stops.txt : l’arrêt est gardé seul.',
        `arrêt « ${id} », station « ${parentId} »`,
      );
    else stops.parents[stop] = parent;
  }
  for (let stop = 0; stop < stops.ids.length; stop += 1) {
    const parent = stops.parents[stop] ?? -1;
    if (stops.isPlaced[stop] !== true && parent >= 0 && stops.isPlaced[parent] === true) {
      stops.latitudes[stop] = stops.latitudes[parent] as number;
      stops.longitudes[stop] = stops.longitudes[parent] as number;
      stops.isPlaced[stop] = true;
    }
    if (stops.names[stop] === '')
      stops.names[stop] = (parent >= 0 ? stops.names[parent] : '') || plainWords(stops.ids[stop] ?? '');
    if (stops.isPlaced[stop] !== true && (stops.kinds[stop] ?? 0) <= STATION)
      notes.note(
        FILE,
        lines[stop] ?? 0,
        'Cet arrêt n’a pas de place sur la carte : il est laissé de côté.',
        `arrêt « ${stops.names[stop]} » (${stops.ids[stop]})`,
      );
  }
  return { numbers, ...stops };
};

/** Nobody stops in the Gulf of Guinea: 0, 0 is what a tool writes when it knows nothing. */
const isPlace = (latitude: number | undefined, longitude: number | undefined): boolean =>
  latitude !== undefined &&
  longitude !== undefined &&
  Math.abs(latitude) <= 90 &&
  Math.abs(longitude) <= 180 &&
  (latitude !== 0 || longitude !== 0);
