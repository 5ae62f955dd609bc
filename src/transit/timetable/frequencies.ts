import type { ServiceSeconds, Timetable } from '#src/transit/timetable/timetable.ts';

/** One run of a trip. */
export interface ShiftedRun {
  /** Seconds after the hours of its timetable. */
  readonly shift: ServiceSeconds;
  /** Seconds between two runs where hours are not exact, null where they are. */
  readonly every: number | null;
}

/** By trip that runs by frequencies, its rows of them. */
export const rowsByTrip = (trips: Int32Array): ReadonlyMap<number, readonly number[]> => {
  const rows = new Map<number, number[]>();
  trips.forEach((trip, row) => {
    const list = rows.get(trip) ?? [];
    list.push(row);
    rows.set(trip, list);
  });
  return rows;
};

const AS_WRITTEN: readonly ShiftedRun[] = [{ shift: 0, every: null }];

/** The runs of a trip on a day when it runs: one, or those of its rows of frequencies. */
export const runsOfTrip = (
  { trips, stopTimes, frequencies }: Timetable,
  trip: number,
  rows: readonly number[] | undefined,
): readonly ShiftedRun[] => {
  if (rows === undefined) return AS_WRITTEN;
  const first = stopTimes.departures[trips.firstStopTime[trip] as number] ?? 0;
  const runs: ShiftedRun[] = [];
  for (const row of rows) {
    const headway = frequencies.headways[row] as number;
    if (headway <= 0) continue;
    const every = frequencies.exact[row] === 1 ? null : headway;
    for (let start = frequencies.starts[row] as number; start < (frequencies.ends[row] as number); start += headway)
      runs.push({ shift: start - first, every });
  }
  return runs;
};
