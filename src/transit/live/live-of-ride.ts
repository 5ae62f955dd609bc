import type { RideLeg } from '#src/transit/journey/journey.ts';
import type { LiveReading, TripUpdate } from '#src/transit/live/live.ts';
import type { LiveRide } from '#src/transit/journey/live-ride.ts';
import { alertsOf } from '#src/transit/live/alerts-of-ride.ts';
import { rowDelays } from '#src/transit/live/row-delays.ts';
import { type ScheduledRun, scheduledRun, type ShownHours } from '#src/transit/live/scheduled-run.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** A minute is how exactly a page shows the hour a run starts at. */
const SAME_START_SECONDS = 60;

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
  const run = scheduledRun(timetable, leg, shown);
  if (run === undefined) return undefined;
  const told = readings.flatMap((reading) => {
    const update = updateOf(reading, leg, run);
    return update ? [{ update, saidAt: reading.saidAt }] : [];
  })[0];
  const warned = readings.flatMap((reading) =>
    alertsOf(timetable, reading.alerts, leg, run).map((alert) => ({ alert, saidAt: reading.saidAt })),
  );
  const saidAt = told?.saidAt ?? warned[0]?.saidAt;
  if (saidAt === undefined) return undefined;
  const how = howItRuns(told?.update, run);
  const goesBy = (how.missing === 'board' && leg.isStay === true) || (how.missing === 'alight' && isRiddenThrough);
  return { ...how, ...(goesBy && { missing: null }), saidAt, alerts: warned.map(({ alert }) => alert) };
};

/** The update of this very run. One that does not say its day is of the day on which it was said. */
const updateOf = (
  { trips, saidAt }: LiveReading,
  { tripId, serviceDate, every }: RideLeg,
  { rows, start, isByFrequency }: ScheduledRun,
): TripUpdate | undefined => {
  // Where hours are not exact, nobody knows which run is which.
  if (every !== null) return undefined;
  const said = Temporal.Instant.from(saidAt).epochMilliseconds / 1000;
  const isNow = said >= (rows[0]?.departure ?? 0) - NEAR_SECONDS && said <= (rows.at(-1)?.arrival ?? 0) + NEAR_SECONDS;
  return trips
    .get(tripId)
    ?.find(
      ({ trip: { startDate, startTime } }) =>
        (startDate === null ? isNow : startDate === serviceDate) &&
        (!isByFrequency || (startTime !== null && Math.abs(startTime - start) < SAME_START_SECONDS)),
    );
};

/** A run that an update without a day speaks of goes on, or begins or ended less than so long from when it was said. */
const NEAR_SECONDS = 6 * 3600;

const howItRuns = (
  update: TripUpdate | undefined,
  { rows, board, alight, firstSequence }: ScheduledRun,
): Pick<LiveRide, 'missing' | 'boardDelay' | 'alightDelay'> => {
  if (update === undefined) return { missing: null, boardDelay: null, alightDelay: null };
  if (update.isCancelled) return { missing: 'trip', boardDelay: null, alightDelay: null };
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
