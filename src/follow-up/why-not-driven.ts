import { type DayConflict, type DayMeasure, dayConflicts, drivenRides } from '#src/requests/can-all-be-driven.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import type { RequestStores } from '#src/follow-up/stores.ts';

/** Why a driver cannot drive that too. Places are counted; of hours and detours a human may know better. */
export type DayRefusal = 'no-seat-left' | 'elsewhere-then' | 'detour-too-long';

const REFUSALS: Readonly<Record<DayConflict['kind'], DayRefusal>> = {
  seats: 'no-seat-left',
  times: 'elsewhere-then',
  detour: 'detour-too-long',
};

/** Refusals that a member may overrule, who heard the driver say another hour. */
export const MAY_BE_OVERRULED: ReadonlySet<string> = new Set<DayRefusal>(['elsewhere-then', 'detour-too-long']);

/**
 * Why the rides that a request gains cannot be driven beside what their driver already promised, or undefined.
 * @param anyway the driver said that it will do all the same.
 */
export const whyNotDriven = async (
  { requests, trips }: Pick<RequestStores, 'requests' | 'trips'>,
  before: Request,
  after: Request,
  measure: DayMeasure,
  anyway: boolean,
): Promise<DayRefusal | undefined> => {
  const known = new Set(agreedRides(before).map(({ id }) => id));
  const added = agreedRides(after).filter(({ id }) => !known.has(id));
  for (const driverId of new Set(added.map((ride) => ride.driverId))) {
    const others = (await requests.listOfDriver(driverId)).filter(({ id }) => id !== after.id);
    const all = [...others, after];
    const tripIds = all.flatMap(({ rides }) => rides.flatMap(({ tripId }) => tripId ?? []));
    const found = await trips.findMany([...new Set(tripIds)]);
    const rides = drivenRides(all, driverId, new Map(found.map((trip) => [trip.id, trip])));
    const conflicts = dayConflicts(rides, measure)
      // What was overruled before is not asked again.
      .filter(({ rideIds }) => added.some(({ id }) => rideIds.includes(id)))
      .map(({ kind }) => REFUSALS[kind])
      .filter((refusal) => !anyway || !MAY_BE_OVERRULED.has(refusal));
    if (conflicts[0]) return conflicts[0];
  }
  return undefined;
};

/**
 * Whether a car no longer has the places for all that this request counts on, now that it changed or is open again: rides
 * that were agreed under other words stand, and nobody would be told.
 */
export const lacksSeats = async (
  stores: Pick<RequestStores, 'requests' | 'trips'>,
  request: Request,
  measure: DayMeasure,
): Promise<boolean> => (await whyNotDriven(stores, { ...request, rides: [] }, request, measure, true)) !== undefined;
