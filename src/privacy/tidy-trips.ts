import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { atCommune } from '#src/privacy/at-commune.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { addDays } from '#src/time/dates.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import { ASKED_BEFORE_PAUSE, withoutNewsBefore } from '#src/drivers/confirm-trips.ts';
import { isOver, UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Days left to answer after the last time someone was asked. */
const DAYS_TO_ANSWER = 7;

/** Changes each trip that is still due, alone; one that was written meanwhile waits for the next run. */
const changeEach = async (
  { atomically, newId }: TidyTools,
  territoryId: string,
  due: readonly Trip[],
  at: string,
  action: string,
  change: (trip: Trip) => Trip | undefined,
): Promise<number> => {
  let changed = 0;
  for (const { id, version } of due) {
    changed += await atomically(territoryId, async ({ trips, journal }) => {
      const trip = await trips.find(id);
      const next = trip?.version === version ? change(trip) : undefined;
      if (!trip || !next) return 0;
      await trips.change(next, at);
      await journal.add({
        id: newId(),
        at,
        actor: { kind: 'system', id: null },
        action,
        subject: { kind: 'person', id: trip.driverId },
        details: { tripId: id },
      });
      return 1;
    });
  }
  return changed;
};

const stopped = (trip: Trip): Trip => ({ ...trip, state: 'stopped' });

const paused = (trip: Trip): Trip | undefined =>
  trip.schedule.kind === 'regular'
    ? { ...trip, schedule: { ...trip.schedule, pausedUntil: UNTIL_FURTHER_NOTICE } }
    : undefined;

const exactWords = ({ stops, meetingPlace, remarks }: Trip): string => JSON.stringify([stops, meetingPlace, remarks]);

/** One-off trips whose hour has passed are stopped: results leave them out at once, the lists from now on. */
export const createEndOneOffs =
  (tools: TidyTools): Tidy =>
  async (where, now) => {
    const moment = localMoment(now, where.zone);
    const candidates = await tools.in(where.id).trips.oneOffsBefore(addDays(moment.date, 1));
    const due = candidates.filter((trip) => isOver(trip.schedule, moment));
    return { stopped: await changeEach(tools, where.id, due, formatInstant(now), 'trip-ended', stopped) };
  };

/** Regular trips asked about twice, without an answer for a week, pause. One that nobody could ask about never does. */
export const createPauseUnanswered =
  (tools: TidyTools): Tidy =>
  async (where, now) => {
    const due = await tools.in(where.id).trips.unconfirmed({
      confirmedBefore: withoutNewsBefore(now),
      askedAtLeast: ASKED_BEFORE_PAUSE,
      restsSince: instantBefore(now, { days: DAYS_TO_ANSWER }),
    });
    return { paused: await changeEach(tools, where.id, due, formatInstant(now), 'trip-paused-by-silence', paused) };
  };

/** Trips stopped for six weeks keep their communes only, without remarks nor meeting place. */
export const createBlurStoppedTrips =
  (tools: TidyTools, communes: Pick<CommuneDirectory, 'find'>): Tidy =>
  async (where, now) => {
    const blur = atCommune(communes);
    const old = await tools.in(where.id).trips.stoppedBefore(instantBefore(now, { weeks: PERIODS.stoppedTripWeeks }));
    const blurred = (trip: Trip): Trip => ({ ...trip, stops: trip.stops.map(blur), meetingPlace: null, remarks: '' });
    const due = old.filter((trip) => exactWords(trip) !== exactWords(blurred(trip)));
    return { blurred: await changeEach(tools, where.id, due, formatInstant(now), 'trip-blurred', blurred) };
  };
