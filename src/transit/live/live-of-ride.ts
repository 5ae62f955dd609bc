import type { RideLeg } from '#src/transit/journey/journey.ts';
import type { LiveReading, TripUpdate } from '#src/transit/live/live.ts';
import type { LiveRide } from '#src/transit/journey/live-ride.ts';
import { type AlertedRun, alertsOf } from '#src/transit/live/alerts-of-ride.ts';
import { isOfRun } from '#src/transit/live/is-of-run.ts';
import { rowDelays } from '#src/transit/live/row-delays.ts';
import { epochOf, type ScheduledRun, scheduledRun, type ShownHours } from '#src/transit/live/scheduled-run.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/**
 * What a network says of a ride; where one stays on board, it does not matter that nobody gets on or off. Of several readings, the first that knows its trip tells how it runs; all of them may warn.
 * @returns undefined when none says anything of it
 */
export const liveOfRide = (
  timetable: Timetable,
  readings: readonly LiveReading[],
  leg: RideLeg,
  shown: ShownHours,
  isRiddenThrough: boolean,
): LiveRide | undefined => {
  const warnedOf = (run: AlertedRun) =>
    readings.flatMap((reading) =>
      alertsOf(timetable, reading.alerts, leg, run).map((alert) => ({ alert, saidAt: reading.saidAt })),
    );
  // Its hours are what was said of it.
  if (leg.live?.extra !== undefined)
    return { ...leg.live, alerts: warnedOf(extraRun(timetable, leg, shown)).map(({ alert }) => alert) };
  const run = scheduledRun(timetable, leg, shown);
  if (run === undefined) return undefined;
  const told = readings.flatMap((reading) => {
    const update = updateOf(reading, leg, run);
    return update ? [{ update, saidAt: reading.saidAt }] : [];
  })[0];
  const warned = warnedOf({
    route: timetable.trips.routes[run.trip] as number,
    start: run.start,
    from: run.rows[run.board]?.departure ?? 0,
    until: run.rows[run.alight]?.arrival ?? 0,
  });
  const saidAt = told?.saidAt ?? warned[0]?.saidAt;
  if (saidAt === undefined) return undefined;
  const how = howItRuns(told?.update, run);
  const goesBy = (how.missing === 'board' && leg.isStay === true) || (how.missing === 'alight' && isRiddenThrough);
  return { ...how, ...(goesBy && { missing: null }), saidAt, alerts: warned.map(({ alert }) => alert) };
};

/** What is said of this very run. */
const updateOf = (
  { trips, saidAt }: LiveReading,
  { tripId, serviceDate, every }: RideLeg,
  { rows, start, isByFrequency }: ScheduledRun,
): TripUpdate | undefined => {
  const known = {
    serviceDate,
    start,
    from: rows[0]?.departure ?? 0,
    until: rows.at(-1)?.arrival ?? 0,
    isByFrequency,
    isExact: every === null,
  };
  return trips.get(tripId)?.find(({ trip }) => isOfRun(trip, known, saidAt));
};

const howItRuns = (
  update: TripUpdate | undefined,
  { rows, board, alight, firstSequence }: ScheduledRun,
): Pick<LiveRide, 'missing' | 'boardDelay' | 'alightDelay'> => {
  if (update === undefined) return { missing: null, boardDelay: null, alightDelay: null };
  if (update.state !== 'runs') return { missing: 'trip', boardDelay: null, alightDelay: null };
  const delays = rowDelays(update, rows, firstSequence);
  const [on, off] = [delays[board], delays[alight]];
  return {
    missing: on?.isSkipped === true ? 'board' : off?.isSkipped === true ? 'alight' : null,
    boardDelay: minutes(on?.departure),
    alightDelay: minutes(off?.arrival),
  };
};

const minutes = (seconds: number | null | undefined): number | null =>
  seconds == null ? null : Math.round(seconds / 60) + 0;

/** Of a run that no timetable has, what alerts look at. */
const extraRun = (timetable: Timetable, { line, board, alight }: RideLeg, shown: ShownHours): AlertedRun => ({
  route: timetable.routes.findIndex(({ id }) => id === line.id),
  start: null,
  from: epochOf(shown, board.departure),
  until: epochOf(shown, alight.arrival),
});
