import type { DriverTools } from '#src/drivers/driver-tools.ts';
import type { Where } from '#src/people/person-tools.ts';
import { changeOneTrip, type TripAct, type TripOutcome } from '#src/drivers/change-one-trip.ts';
import { refuseTrip, type TripDetails } from '#src/trips/trip-details.ts';

const dayOf = ({ schedule }: Pick<TripDetails, 'schedule'>): string | null =>
  schedule.kind === 'one-off' ? schedule.date : schedule.until;

/**
 * Writes the words of a trip anew. What was read again in full and written again is confirmed, and verified when the team
 * does it.
 * @param version the one the form showed: if someone wrote in between, nothing is written.
 */
export const createChangeTrip =
  (tools: DriverTools) =>
  (where: Where, act: TripAct, version: number, details: TripDetails): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip, { at, today }) => {
      if (trip.version !== version) return { stale: true };
      // A trip whose last day has passed can still be corrected, but no trip is moved into the past.
      const refusal = refuseTrip(details, dayOf(details) === dayOf(trip) ? null : today);
      if (refusal !== undefined) return { refusal };
      return {
        trip: {
          ...trip,
          ...details,
          toVerify: act.by.kind === 'member' ? false : trip.toVerify,
          confirmedAt: at,
          timesAsked: 0,
        },
        action: 'trip-changed',
      };
    });
