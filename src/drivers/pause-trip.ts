import type { DriverTools } from '#src/drivers/driver-tools.ts';
import type { Where } from '#src/people/person-tools.ts';
import type { IsoDate } from '#src/time/units.ts';
import { changeOneTrip, type TripAct, type TripOutcome } from '#src/drivers/change-one-trip.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';

/** Until the day on which it runs again, or until further notice. A one-off trip is stopped instead. */
export type Pause = { readonly until: IsoDate } | 'further-notice';

/** The trip is shown nowhere until then. Refused for a day that is not to come, and for a one-off trip. */
export const createPauseTrip =
  (tools: DriverTools) =>
  (where: Where, act: TripAct, pause: Pause): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip, { at, today }) => {
      const { schedule } = trip;
      if (schedule.kind === 'one-off') return { refusal: 'no-day' };
      const pausedUntil = pause === 'further-notice' ? UNTIL_FURTHER_NOTICE : pause.until;
      if (pausedUntil <= today) return { refusal: 'past-date' };
      return {
        // Whoever pauses a trip has given news of it.
        trip: { ...trip, schedule: { ...schedule, pausedUntil }, confirmedAt: at, timesAsked: 0 },
        action: 'trip-paused',
        details: { pausedUntil },
      };
    });

/** The trip runs again from today, and its driver still agrees: they say so by starting it again. */
export const createResumeTrip =
  (tools: DriverTools) =>
  (where: Where, act: TripAct): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip, { at }) => ({
      trip: {
        ...trip,
        schedule: trip.schedule.kind === 'regular' ? { ...trip.schedule, pausedUntil: null } : trip.schedule,
        confirmedAt: at,
        timesAsked: 0,
      },
      action: 'trip-resumed',
    }));
