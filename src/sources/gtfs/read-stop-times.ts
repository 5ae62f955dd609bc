import { GrowingColumn } from '#src/growing-column.ts';
import { NO_TIME, parseChoice, parseNumber, parseTime } from '#src/sources/gtfs/parse-values.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import type { StopDrafts } from '#src/sources/gtfs/read-stops.ts';

/** Stop times as they come, in whatever order. */
export interface StopTimeDrafts {
  readonly trips: GrowingColumn;
  readonly sequences: GrowingColumn;
  readonly stops: GrowingColumn;
  readonly arrivals: GrowingColumn;
  readonly departures: GrowingColumn;
  /** `pickup_type`, `drop_off_type` two bits higher, and 16 for an hour said to be approximate. */
  readonly ways: GrowingColumn;
  /** Metres or whatever unit, times a thousand; -1 when not said. */
  readonly distances: GrowingColumn;
  readonly lines: GrowingColumn;
}

/** A region of France has two millions. */
const MOST_STOP_TIMES = 5_000_000;
const FILE = 'stop_times.txt';
/** Beyond, a column of 32 bits would not hold it. */
const MOST_DISTANCE = 2_000_000;
const DISTANCE_STEPS = 1000;

/** On-demand transport: a window and a zone, not an hour and a stop. Who reads it looks at the same file for itself. */
const ON_DEMAND = [
  'location_id',
  'location_group_id',
  'start_pickup_drop_off_window',
  'end_pickup_drop_off_window',
  'start_pickup_dropoff_window',
  'end_pickup_dropoff_window',
] as const;

export interface ReadStopTimes {
  readonly drafts: StopTimeDrafts;
  /** Lines about on-demand transport, that are no stop times. */
  readonly onDemand: number;
}

export const readStopTimes = async (
  source: FeedSource,
  trips: ReadonlyMap<string, number>,
  stops: StopDrafts,
): Promise<ReadStopTimes> => {
  const { notes } = source;
  const drafts: StopTimeDrafts = {
    trips: new GrowingColumn(),
    sequences: new GrowingColumn(),
    stops: new GrowingColumn(),
    arrivals: new GrowingColumn(),
    departures: new GrowingColumn(),
    ways: new GrowingColumn(),
    distances: new GrowingColumn(),
    lines: new GrowingColumn(),
  };
  let onDemand = 0;
  const time = (text: string, line: number): number => {
    const seconds = parseTime(text);
    if (!Number.isNaN(seconds)) return seconds;
    notes.note(
      FILE,
      line,
      'Une heure ne se lit pas : elle est calculée entre les deux autres, comme si elle manquait.',
      text,
    );
    return NO_TIME;
  };
  const way = (text: string, line: number): number => {
    const type = parseChoice(text, 3);
    if (type === undefined)
      notes.note(
        FILE,
        line,
        'Une montée ou une descente n’est ni 0, ni 1, ni 2, ni 3 : elle est prise pour ordinaire.',
        text,
      );
    return type ?? 0;
  };
  await readTable(
    source,
    {
      file: FILE,
      required: ['trip_id', 'stop_sequence'],
      optional: [
        'arrival_time',
        'departure_time',
        'stop_id',
        'pickup_type',
        'drop_off_type',
        'timepoint',
        'shape_dist_traveled',
        ...ON_DEMAND,
      ],
      essential: true,
      most: MOST_STOP_TIMES,
    },
    (row, line) => {
      if (ON_DEMAND.some((name) => row[name] !== '')) {
        onDemand += 1;
        return;
      }
      const trip = trips.get(row.trip_id);
      if (trip === undefined)
        return notes.note(
          FILE,
          line,
          'Ce passage est celui d’une course qui n’est pas gardée : il est laissé de côté.',
          `course « ${row.trip_id} »`,
        );
      const stop = stops.numbers.get(row.stop_id);
      if (
        stop === undefined ||
        stops.isPlaced[stop] !== true ||
        ((stops.kinds[stop] ?? 0) > 1 && stops.kinds[stop] !== 4)
      )
        return notes.note(
          FILE,
          line,
          stop === undefined
            ? 'Cet arrêt n’est pas dans stops.txt : le passage est laissé de côté.'
            : 'À cet endroit rien ne s’arrête, ou il n’a pas de place sur la carte : le passage est laissé de côté.',
          `arrêt « ${row.stop_id} »`,
        );
      const sequence = parseChoice(row.stop_sequence, 999_999_999, -1);
      if (sequence === undefined || sequence < 0)
        return notes.note(
          FILE,
          line,
          'Le rang de ce passage ne se lit pas : il est laissé de côté.',
          row.stop_sequence,
        );
      const [arrival, departure] = [time(row.arrival_time, line), time(row.departure_time, line)];
      const distance = parseNumber(row.shape_dist_traveled);
      drafts.trips.push(trip);
      drafts.sequences.push(sequence);
      drafts.stops.push(stop);
      drafts.arrivals.push(arrival === NO_TIME ? departure : arrival);
      drafts.departures.push(departure === NO_TIME ? arrival : departure);
      drafts.ways.push(
        way(row.pickup_type, line) | (way(row.drop_off_type, line) << 2) | (row.timepoint === '0' ? 16 : 0),
      );
      drafts.distances.push(
        distance === undefined || distance < 0 || distance > MOST_DISTANCE ? -1 : Math.round(distance * DISTANCE_STEPS),
      );
      drafts.lines.push(line);
    },
  );
  return { drafts, onDemand };
};
