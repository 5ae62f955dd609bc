import type { DriverTools } from '#src/drivers/driver-tools.ts';
import type { Where } from '#src/people/person-tools.ts';
import { changeOneTrip, type TripAct, type TripOutcome } from '#src/drivers/change-one-trip.ts';

/** The trip is over for good. Its way back has a life of its own, and goes on. */
export const createStopTrip =
  (tools: DriverTools) =>
  (where: Where, act: TripAct): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip) => ({ trip: { ...trip, state: 'stopped' }, action: 'trip-stopped' }));
