import type { EpochSeconds, StopEvent, StopUpdate, TripUpdate } from '#src/transit/live/live.ts';

/** How one run is at one of its stops; null where nothing is known. Seconds, above zero when late. */
export interface RowDelay {
  readonly arrival: number | null;
  readonly departure: number | null;
  readonly isSkipped: boolean;
}

/** A stop of a run, in the order of the journey, with its hours by the timetable. */
export interface ScheduledRow {
  readonly stopId: string;
  readonly arrival: EpochSeconds;
  readonly departure: EpochSeconds;
}

/** More than a day late is a fault of the feed. */
const MOST_SECONDS = 24 * 3600;

/**
 * What an update says of each stop of a run. A delay holds for the stops that follow until another is said (GTFS-Realtime,
 * "stop time updates"); stops are told apart by their order where a run comes twice to one.
 */
export const rowDelays = (
  update: Pick<TripUpdate, 'delay' | 'stops'>,
  rows: readonly ScheduledRow[],
  firstSequence: number | null,
): readonly RowDelay[] => {
  const said = placed(update.stops, rows, firstSequence);
  let carried = plausible(update.delay);
  return rows.map((row, at): RowDelay => {
    const stop = said.get(at);
    if (stop?.state === 'no-data') carried = null;
    if (stop === undefined || stop.state !== 'served')
      return { arrival: carried, departure: carried, isSkipped: stop?.state === 'skipped' };
    const departure = delayOf(stop.departure, row.departure);
    const arrival = delayOf(stop.arrival, row.arrival) ?? carried ?? departure;
    carried = departure ?? arrival;
    return { arrival, departure: carried, isSkipped: false };
  });
};

/** Updates by the place of their stop in the run, by rank and by name; those of stops it does not serve are left out. */
const placed = (
  stops: readonly StopUpdate[],
  rows: readonly ScheduledRow[],
  firstSequence: number | null,
): ReadonlyMap<number, StopUpdate> => {
  const said = new Map<number, StopUpdate>();
  let next = 0;
  for (const stop of stops) {
    const { stopId, sequence, assignedStopId } = stop;
    const rank = firstSequence === null || sequence === null ? -1 : sequence - firstSequence;
    const isThere =
      rank >= 0 &&
      rank < rows.length &&
      (stopId === null || stopId === assignedStopId || rows[rank]?.stopId === stopId);
    const at = isThere
      ? rank
      : rows.findIndex((row, place) => stopId !== null && place >= next && row.stopId === stopId);
    if (at === -1) continue;
    said.set(at, stop);
    next = at + 1;
  }
  return said;
};

const delayOf = (event: StopEvent | null, scheduled: EpochSeconds): number | null =>
  event === null ? null : plausible(event.time === null ? event.delay : event.time - scheduled);

const plausible = (seconds: number | null): number | null =>
  seconds !== null && Math.abs(seconds) <= MOST_SECONDS ? seconds : null;
