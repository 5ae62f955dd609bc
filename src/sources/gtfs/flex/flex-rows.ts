import type { FeedSource } from '#src/sources/gtfs/read-table.ts';
import { readTable } from '#src/sources/gtfs/read-table.ts';
import { NO_TIME, parseTime } from '#src/sources/gtfs/parse-values.ts';
import type { Hours } from '#src/transit/on-demand/on-demand-service.ts';

/** A line of stop_times.txt that belongs to a trip on demand. */
export interface FlexRow {
  readonly sequence: number;
  /** What is served: a stop, a group of them, a shape. */
  readonly kind: 'stop' | 'group' | 'location';
  readonly id: string;
  readonly hours: Hours;
  readonly picksUp: boolean;
  readonly setsDown: boolean;
  readonly pickUpRule: string;
  readonly setDownRule: string;
}

const FILE = 'stop_times.txt';
/** As in the importer of timetables. */
const MOST_LINES = 50_000_000;
const MOST_ROWS = 200_000;
/** "No pick-up", "no set-down". */
const NONE = '1';

const COLUMNS = {
  file: FILE,
  required: ['trip_id', 'stop_sequence'],
  optional: [
    'stop_id',
    'location_group_id',
    'location_id',
    'arrival_time',
    'departure_time',
    'start_pickup_drop_off_window',
    'end_pickup_drop_off_window',
    // As feeds of before March 2024 spell it.
    'start_pickup_dropoff_window',
    'end_pickup_dropoff_window',
    'pickup_type',
    'drop_off_type',
    'pickup_booking_rule_id',
    'drop_off_booking_rule_id',
  ],
  most: MOST_LINES,
} as const;

type Column = (typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number];

const hoursOf = (start: string, end: string): Hours | undefined => {
  const [from, until] = [parseTime(start), parseTime(end)];
  if (from === NO_TIME || until === NO_TIME || Number.isNaN(from) || Number.isNaN(until) || until < from)
    return undefined;
  return { from: Math.floor(from / 60), until: Math.floor(until / 60) };
};

const windowOf = (row: Readonly<Record<Column, string>>): readonly [start: string, end: string] => [
  row.start_pickup_drop_off_window || row.start_pickup_dropoff_window,
  row.end_pickup_drop_off_window || row.end_pickup_dropoff_window,
];

/**
 * The lines of the trips that are on demand: those with a window, a group of stops or a shape, and the fixed stops of the
 * same trips. Two readings: a trip is known for one of these only once one of its lines was read.
 */
export const readFlexRows = async (source: FeedSource): Promise<ReadonlyMap<string, readonly FlexRow[]>> => {
  const { notes } = source;
  const trips = new Map<string, FlexRow[]>();
  await readTable(source, COLUMNS, (row) => {
    if (row.location_group_id !== '' || row.location_id !== '' || windowOf(row).some((time) => time !== ''))
      trips.set(row.trip_id, []);
  });
  if (trips.size === 0) return trips;
  let count = 0;
  // What is wrong with the file itself was noted by the first reading.
  await readTable(source, COLUMNS, (row, line) => {
    const rows = trips.get(row.trip_id);
    if (!rows) return;
    const [start, end] = windowOf(row);
    const hours =
      start === '' && end === ''
        ? hoursOf(row.arrival_time || row.departure_time, row.departure_time || row.arrival_time)
        : hoursOf(start, end);
    if (!hours)
      return notes.note(
        FILE,
        line,
        'Les heures de ce passage à la demande ne se lisent pas : il est laissé de côté.',
        row.trip_id,
      );
    const [kind, id] =
      row.location_group_id !== ''
        ? (['group', row.location_group_id] as const)
        : row.location_id !== ''
          ? (['location', row.location_id] as const)
          : (['stop', row.stop_id] as const);
    const sequence = Number(row.stop_sequence);
    if (id === '' || !Number.isInteger(sequence) || sequence < 0)
      return notes.note(
        FILE,
        line,
        'Ce passage à la demande n’a pas de lieu ou pas de rang : il est laissé de côté.',
        row.trip_id,
      );
    count += 1;
    if (count > MOST_ROWS)
      return notes.note(FILE, null, 'Ce fichier a trop de passages à la demande : les derniers sont laissés de côté.');
    rows.push({
      sequence,
      kind,
      id,
      hours,
      picksUp: row.pickup_type !== NONE,
      setsDown: row.drop_off_type !== NONE,
      pickUpRule: row.pickup_booking_rule_id,
      setDownRule: row.drop_off_booking_rule_id,
    });
  });
  for (const rows of trips.values()) rows.sort((a, b) => a.sequence - b.sequence);
  return trips;
};
