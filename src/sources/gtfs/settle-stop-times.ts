import type { FeedNotes } from '#src/sources/gtfs/feed-notes.ts';
import { GrowingColumn } from '#src/growing-column.ts';
import { NO_TIME } from '#src/sources/gtfs/parse-values.ts';
import type { StopTimeDrafts } from '#src/sources/gtfs/read-stop-times.ts';

/** Stop times by trip, in order, each with its hours; stops and trips still by their numbers in the feed. */
export interface SettledStopTimes {
  /** The trips kept, by their numbers in the feed. */
  readonly trips: readonly number[];
  readonly firstStopTime: GrowingColumn;
  /** By trip kept, the rank of its first stop, where those of the others follow by ones; else -1. */
  readonly firstSequences: GrowingColumn;
  readonly stops: GrowingColumn;
  readonly arrivals: GrowingColumn;
  readonly departures: GrowingColumn;
  readonly pickups: GrowingColumn;
  readonly dropOffs: GrowingColumn;
  readonly approximate: GrowingColumn;
}

const FILE = 'stop_times.txt';

/** Puts each trip in order, works out the hours that are not said, and leaves out trips that do not hold together. */
export const settleStopTimes = (
  drafts: StopTimeDrafts,
  tripIds: readonly string[],
  notes: FeedNotes,
): SettledStopTimes => {
  const settled: SettledStopTimes & { trips: number[] } = {
    trips: [],
    firstStopTime: new GrowingColumn(),
    firstSequences: new GrowingColumn(),
    stops: new GrowingColumn(),
    arrivals: new GrowingColumn(),
    departures: new GrowingColumn(),
    pickups: new GrowingColumn(),
    dropOffs: new GrowingColumn(),
    approximate: new GrowingColumn(),
  };
  const { rows, starts } = byTrip(drafts, tripIds.length);
  settled.firstStopTime.push(0);
  for (let trip = 0; trip < tripIds.length; trip += 1) {
    const own = rows.subarray(starts[trip], starts[trip + 1]);
    if (own.length === 0) continue;
    sortBySequence(own, drafts, notes);
    const kept = withoutRepeats(own, drafts, notes);
    const reason =
      kept.length < 2 ? 'Cette course n’a qu’un arrêt : elle est laissée de côté.' : settleTrip(kept, drafts);
    if (reason !== null) {
      notes.note(FILE, drafts.lines.at(own[0] as number), reason, `course « ${tripIds[trip]} »`);
      continue;
    }
    settled.trips.push(trip);
    const first = drafts.sequences.at(kept[0] as number);
    const followOn = Array.from(kept).every((row, at) => drafts.sequences.at(row) === first + at);
    settled.firstSequences.push(followOn ? first : -1);
    for (const row of kept) {
      const ways = drafts.ways.at(row);
      settled.stops.push(drafts.stops.at(row));
      settled.arrivals.push(drafts.arrivals.at(row));
      settled.departures.push(drafts.departures.at(row));
      settled.pickups.push(ways & 3);
      settled.dropOffs.push((ways >> 2) & 3);
      settled.approximate.push((ways >> 4) & 1);
    }
    settled.firstStopTime.push(settled.stops.length);
  }
  return settled;
};

/** The rows of each trip together, in the order they came (a counting sort). */
const byTrip = ({ trips }: StopTimeDrafts, count: number): { rows: Int32Array; starts: Int32Array } => {
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < trips.length; row += 1) {
    const next = trips.at(row) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let trip = 0; trip < count; trip += 1)
    starts[trip + 1] = (starts[trip + 1] as number) + (starts[trip] as number);
  const next = starts.slice();
  const rows = new Int32Array(trips.length);
  for (let row = 0; row < trips.length; row += 1) {
    const trip = trips.at(row);
    rows[next[trip] as number] = row;
    next[trip] = (next[trip] as number) + 1;
  }
  return { rows, starts };
};

const sortBySequence = (rows: Int32Array, { sequences, lines }: StopTimeDrafts, notes: FeedNotes): void => {
  for (let at = 1; at < rows.length; at += 1)
    if (sequences.at(rows[at] as number) < sequences.at(rows[at - 1] as number)) {
      notes.note(
        FILE,
        lines.at(rows[at] as number),
        'Les passages d’une course ne se suivent pas dans le fichier : ils sont remis en ordre.',
      );
      // Rows come in the order of the file: equal ranks keep it.
      rows.sort((a, b) => sequences.at(a) - sequences.at(b) || a - b);
      return;
    }
};

const withoutRepeats = (rows: Int32Array, { sequences, lines }: StopTimeDrafts, notes: FeedNotes): Int32Array =>
  rows.filter((row, at) => {
    const isRepeat = at > 0 && sequences.at(row) === sequences.at(rows[at - 1] as number);
    if (isRepeat)
      notes.note(
        FILE,
        lines.at(row),
        'Deux passages d’une course ont le même rang : le premier compte.',
        `rang ${sequences.at(row)}`,
      );
    return !isRepeat;
  });

/** Works out missing hours in place. @returns why the trip is left out, null when it holds together */
const settleTrip = (rows: Int32Array, drafts: StopTimeDrafts): string | null => {
  const { arrivals, departures } = drafts;
  const last = rows.length - 1;
  if (arrivals.at(rows[0] as number) === NO_TIME || arrivals.at(rows[last] as number) === NO_TIME)
    return 'L’heure de départ ou d’arrivée de cette course manque : elle est laissée de côté.';
  let before = 0;
  for (let at = 0; at <= last; at += 1) {
    const row = rows[at] as number;
    if (arrivals.at(row) === NO_TIME) {
      let next = at + 1;
      while (arrivals.at(rows[next] as number) === NO_TIME) next += 1;
      spread(rows.subarray(at - 1, next + 1), drafts);
    }
    if (arrivals.at(row) < before || departures.at(row) < arrivals.at(row))
      return 'Les heures de cette course reviennent en arrière : elle est laissée de côté.';
    before = departures.at(row);
  }
  return null;
};

/**
 * Gives the stops between two known hours theirs: by the distance along the line where all are said and go on growing,
 * evenly otherwise.
 */
const spread = (rows: Int32Array, { arrivals, departures, distances, ways }: StopTimeDrafts): void => {
  const last = rows.length - 1;
  const [start, end] = [departures.at(rows[0] as number), arrivals.at(rows[last] as number)];
  const along = [...rows].map((row) => distances.at(row));
  const from = along[0] as number;
  const length = (along[last] as number) - from;
  const isMeasured =
    length > 0 && along.every((distance, at) => distance >= 0 && (at === 0 || distance >= (along[at - 1] as number)));
  for (let at = 1; at < last; at += 1) {
    const row = rows[at] as number;
    const share = isMeasured ? ((along[at] as number) - from) / length : at / last;
    const time = Math.round(start + (end - start) * share);
    arrivals.set(row, time);
    departures.set(row, time);
    ways.set(row, ways.at(row) | 16);
  }
};
