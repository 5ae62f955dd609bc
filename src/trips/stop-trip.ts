import type { DriverTools, Where } from '#src/people/driver-tools.ts';
import { changeOneTrip, type TripAct, type TripOutcome } from '#src/trips/change-one-trip.ts';

/** The trip is over for good. Its way back has a life of its own, and goes on. */
export const createStopTrip =
  (tools: DriverTools) =>
  (where: Where, act: TripAct): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip) => ({ trip: { ...trip, state: 'stopped' }, action: 'trip-stopped' }));
