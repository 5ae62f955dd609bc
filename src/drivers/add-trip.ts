import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Actor, momentOf, type Where } from '#src/people/person-tools.ts';
import { makeTrips } from '#src/trips/make-trips.ts';
import { type OfferedTrip, refuseOffer, type TripRefusal } from '#src/trips/trip-details.ts';
import type { Trip } from '#src/trips/trip.ts';

export type AddedTrip =
  | { readonly kind: 'added'; readonly trips: readonly Trip[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly refusal: TripRefusal };

const words = ({ schedule, stops }: Trip): string => JSON.stringify([schedule, stops.map((stop) => stop.point)]);

/** A driver who is known offers one more trip, with its way back or none. The very trip they already offer is not doubled. */
export const createAddTrip =
  ({ atomically, now, newId }: DriverTools) =>
  (where: Where, driverId: string, offered: OfferedTrip, by: Actor): Promise<AddedTrip> =>
    atomically(where.id, async ({ drivers, trips, people, journal }): Promise<AddedTrip> => {
      const { at, today } = momentOf(now(), where);
      if (!(await drivers.find(driverId))) return { kind: 'not-found' };
      const refusal = refuseOffer(offered, today);
      if (refusal !== undefined) return { kind: 'refused', refusal };
      const known = new Set((await trips.ofDriver(driverId)).filter((trip) => trip.state === 'active').map(words));
      const made = makeTrips({ territoryId: where.id, driverId, at, newId }, offered).filter(
        (trip) => !known.has(words(trip)),
      );
      const ids = new Set(made.map((trip) => trip.id));
      for (const trip of made)
        // The outward of a way back was there already: the two are not tied, each has its own life.
        await trips.add(trip.returnOf !== null && !ids.has(trip.returnOf) ? { ...trip, returnOf: null } : trip);
      await people.touch(driverId, at);
      await journal.add(aboutPerson(newId, at, by, 'trip-added', driverId, { trips: made.length }));
      return { kind: 'added', trips: made };
    });
