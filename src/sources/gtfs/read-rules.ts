import { plainWords } from '#src/plain-words.ts';
import { GrowingColumn } from '#src/growing-column.ts';
import { parseChoice, parseDay, parseTime } from '#src/sources/gtfs/parse-values.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import type { Period } from '#src/sources/gtfs/read-services.ts';
import type { FrequencyColumns, TransferColumns } from '#src/transit/timetable/timetable.ts';

/** Numbers of the things kept, by their ids in the feed: undefined for those nobody wrote, -1 for those not kept. */
export type NumberOf = (id: string) => number | undefined;

const FREQUENCIES = 'frequencies.txt';
const TRANSFERS = 'transfers.txt';
const INFO = 'feed_info.txt';
const MOST_RULES = 2_000_000;
const LONGEST_HEADWAY = 24 * 3600;

export const readFrequencies = async (source: FeedSource, tripOf: NumberOf): Promise<FrequencyColumns> => {
  const { notes } = source;
  const [trips, starts, ends] = [new GrowingColumn(), new GrowingColumn(), new GrowingColumn()];
  const [headways, exact] = [new GrowingColumn(), new GrowingColumn()];
  await readTable(
    source,
    {
      file: FREQUENCIES,
      required: ['trip_id', 'start_time', 'end_time', 'headway_secs'],
      optional: ['exact_times'],
      most: MOST_RULES,
    },
    (row, line) => {
      const trip = tripOf(row.trip_id);
      if (trip === undefined)
        return notes.note(
          FREQUENCIES,
          line,
          'Cette fréquence est celle d’une course inconnue : elle est laissée de côté.',
          `course « ${row.trip_id} »`,
        );
      const [start, end] = [parseTime(row.start_time), parseTime(row.end_time)];
      const headway = parseChoice(row.headway_secs, LONGEST_HEADWAY);
      if (!(start >= 0) || !(end > start) || headway === undefined || headway === 0)
        return notes.note(
          FREQUENCIES,
          line,
          'Les heures ou l’intervalle de cette fréquence ne se lisent pas : elle est laissée de côté.',
          `« ${row.start_time} », « ${row.end_time} », « ${row.headway_secs} »`,
        );
      if (trip < 0) return;
      trips.push(trip);
      starts.push(start);
      ends.push(end);
      headways.push(headway);
      exact.push(row.exact_times === '1' ? 1 : 0);
    },
  );
  return {
    trips: trips.toArray(),
    starts: starts.toArray(),
    ends: ends.toArray(),
    headways: headways.toArray(),
    exact: Uint8Array.from(exact.toArray()),
  };
};

interface TransferEnds {
  readonly stopOf: NumberOf;
  readonly tripOf: NumberOf;
  readonly routeOf: NumberOf;
  /** Where a trip begins and ends. */
  readonly firstStopOf: (trip: number) => number;
  readonly lastStopOf: (trip: number) => number;
}

const MOST_TYPE = 5;
/** From here on, rules about one vehicle that goes on as another trip. */
const IN_SEAT = 4;
const TAKES = 2;
const ANY = 0;
const NONE = -1;

export const readTransfers = async (
  source: FeedSource,
  { stopOf, tripOf, routeOf, firstStopOf, lastStopOf }: TransferEnds,
): Promise<TransferColumns> => {
  const { notes } = source;
  const columns = {
    from: new GrowingColumn(),
    to: new GrowingColumn(),
    types: new GrowingColumn(),
    minSeconds: new GrowingColumn(),
    fromRoutes: new GrowingColumn(),
    toRoutes: new GrowingColumn(),
    fromTrips: new GrowingColumn(),
    toTrips: new GrowingColumn(),
  };
  const push = (rule: readonly (number | undefined)[]): void => {
    Object.values(columns).forEach((column, at) => column.push(rule[at] ?? NONE));
  };
  await readTable(
    source,
    {
      file: TRANSFERS,
      required: ['from_stop_id', 'to_stop_id'],
      optional: ['transfer_type', 'min_transfer_time', 'from_route_id', 'to_route_id', 'from_trip_id', 'to_trip_id'],
      most: MOST_RULES,
    },
    (row, line) => {
      const type = parseChoice(row.transfer_type, MOST_TYPE);
      if (type !== undefined && type >= IN_SEAT) {
        const [before, after] = [tripOf(row.from_trip_id), tripOf(row.to_trip_id)];
        if (before === undefined || after === undefined)
          return notes.note(
            TRANSFERS,
            line,
            'Une course qui continue dans le même véhicule, dont l’une des deux est inconnue : la règle est laissée de côté.',
            `de « ${row.from_trip_id} » à « ${row.to_trip_id} »`,
          );
        if (before < 0 || after < 0) return;
        // Where one trip ends and the other begins: rules may leave that out.
        push([lastStopOf(before), firstStopOf(after), type, 0, NONE, NONE, before, after]);
        return;
      }
      const [from, to] = [stopOf(row.from_stop_id), stopOf(row.to_stop_id)];
      if (from === undefined || to === undefined)
        return notes.note(
          TRANSFERS,
          line,
          'Un arrêt de cette correspondance n’est pas dans stops.txt : elle est laissée de côté.',
          `de « ${row.from_stop_id} » à « ${row.to_stop_id} »`,
        );
      const seconds = parseChoice(row.min_transfer_time, LONGEST_HEADWAY);
      if (type === undefined || seconds === undefined)
        return notes.note(
          TRANSFERS,
          line,
          'Cette correspondance ne se lit pas : elle est laissée de côté.',
          `« ${row.transfer_type} », « ${row.min_transfer_time} »`,
        );
      const ends = [
        row.from_route_id === '' ? null : routeOf(row.from_route_id),
        row.to_route_id === '' ? null : routeOf(row.to_route_id),
        row.from_trip_id === '' ? null : tripOf(row.from_trip_id),
        row.to_trip_id === '' ? null : tripOf(row.to_trip_id),
      ];
      if (ends.includes(undefined))
        return notes.note(
          TRANSFERS,
          line,
          'Cette correspondance parle d’une ligne ou d’une course inconnue : elle est laissée de côté.',
        );
      // A least time that is not said is no time at all: it is a change like any other.
      const isUnsaid = type === TAKES && row.min_transfer_time === '';
      if (isUnsaid)
        notes.note(
          TRANSFERS,
          line,
          'Cette correspondance ne dit pas le temps qu’il faut : il est compté comme partout ailleurs.',
        );
      // Of a stop, a route or a trip that is not kept: it has nothing to say.
      if (from < 0 || to < 0 || ends.some((end) => end !== null && (end ?? -1) < 0)) return;
      const [fromRoute, toRoute, fromTrip, toTrip] = ends.map((end) => end ?? NONE);
      push([from, to, isUnsaid ? ANY : type, seconds, fromRoute, toRoute, fromTrip, toTrip]);
    },
  );
  return {
    from: columns.from.toArray(),
    to: columns.to.toArray(),
    types: Uint8Array.from(columns.types.toArray()),
    minSeconds: columns.minSeconds.toArray(),
    fromRoutes: columns.fromRoutes.toArray(),
    toRoutes: columns.toRoutes.toArray(),
    fromTrips: columns.fromTrips.toArray(),
    toTrips: columns.toTrips.toArray(),
  };
};

/** What a feed says of itself. */
export interface FeedInfo extends Partial<Period> {
  readonly publisher: string;
}

export const readFeedInfo = async (source: FeedSource): Promise<FeedInfo> => {
  const { notes } = source;
  let info: FeedInfo = { publisher: '' };
  await readTable(
    source,
    {
      file: INFO,
      required: [],
      optional: ['feed_publisher_name', 'feed_start_date', 'feed_end_date'],
      most: MOST_RULES,
    },
    (row, line) => {
      if (info.publisher !== '') return;
      const [first, last] = [parseDay(row.feed_start_date), parseDay(row.feed_end_date)];
      if ((first === undefined && row.feed_start_date !== '') || (last === undefined && row.feed_end_date !== ''))
        notes.note(
          INFO,
          line,
          'La période annoncée ne se lit pas.',
          `« ${row.feed_start_date} », « ${row.feed_end_date} »`,
        );
      info = {
        publisher: plainWords(row.feed_publisher_name),
        ...(first === undefined ? {} : { first }),
        ...(last === undefined ? {} : { last }),
      };
    },
  );
  return info;
};
