import type { Where } from '#src/people/person-tools.ts';
import { withoutRide } from '#src/follow-up/cancel-ride.ts';
import type { CancelledBy } from '#src/requests/telling.ts';
import { writeTellings } from '#src/follow-up/write-tellings.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import { instantOf, formatInstant, localMoment } from '#src/time/zone.ts';
import type { IsoDate } from '#src/time/units.ts';

const BY: CancelledBy = 'driver';
/** Within it the team may not be there in time: the driver is asked to call. */
const NEAR_HOURS = 24;

/** A ride of this driver that somebody counts on: to come, or of every week. */
export const isAwaited = (ride: Ride, driverId: string, today: IsoDate): boolean =>
  ride.driverId === driverId && ride.state === 'agreed' && (ride.date === null || ride.date >= today);

/** Whether a ride is so near that the passenger has to be called now. An hour that nobody said is the morning. */
export const isNear = (request: Request, ride: Ride, now: Temporal.Instant, zone: string): boolean => {
  if (ride.date === null) return false;
  const window = request.ways.find(({ id }) => id === ride.wayId)?.window;
  const start = instantOf({ date: ride.date, time: window && 'at' in window ? window.at : 8 * 60 }, zone);
  return Temporal.Instant.compare(start, now.add({ hours: NEAR_HOURS })) <= 0;
};

export type OwnRideCancelled =
  | { readonly kind: 'cancelled'; readonly request: Request; readonly ride: Ride }
  /** It is off already. */
  | { readonly kind: 'already' }
  | { readonly kind: 'unknown' };

/**
 * "Je ne peux plus", by the driver's own link: the occasion is to be found again, the request is open again with all that
 * happened to it, and the passenger is to be told.
 */
export const createCancelOwnRide =
  ({ atomically, now, newId }: RequestTools) =>
  (territory: Where, driverId: string, rideId: string): Promise<OwnRideCancelled> =>
    atomically(territory.id, async (stores): Promise<OwnRideCancelled> => {
      const instant = now();
      const at = formatInstant(instant);
      const { date } = localMoment(instant, territory.zone);
      const request = (await stores.requests.listOfDriver(driverId)).find(({ rides }) =>
        rides.some(({ id, driverId: drives }) => id === rideId && drives === driverId),
      );
      const ride = request?.rides.find(({ id }) => id === rideId);
      if (!request || !ride) return { kind: 'unknown' };
      if (!agreedRides(request).includes(ride) || !isAwaited(ride, driverId, date)) return { kind: 'already' };
      const saved = await stores.requests.save({ ...withoutRide(request, ride), updatedAt: at }, null);
      await writeTellings(stores, { newId }, request, saved, { cancelledBy: BY }, { instant, at, memberId: null });
      await stores.people.touch(driverId, at);
      await stores.journal.add({
        id: newId(),
        at,
        actor: { kind: 'driver', id: driverId },
        action: 'ride-cancelled',
        subject: { kind: 'request', id: request.id },
        details: { version: saved.version, rideId, driverId, wayId: ride.wayId, slots: ride.slot, by: BY },
      });
      return { kind: 'cancelled', request: saved, ride };
    });
