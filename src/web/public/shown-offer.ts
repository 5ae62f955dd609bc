import { mayBeShown } from '#src/matching/may-be-shown.ts';
import { asSeenFrom, type Offer } from '#src/matching/offer.ts';
import { driverCard } from '#src/people/driver-card.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import { localMoment } from '#src/time/zone.ts';
import { isOver } from '#src/trips/runs-on.ts';
import type { At } from '#src/web/context.ts';

/** A trip the public of this territory may read, with the territory it belongs to. */
export interface ShownOffer {
  readonly offer: Offer;
  readonly of: Territory;
}

/** Reads a trip again, here or at a neighbour's; undefined as soon as it may no longer be shown. */
export const findShownOffer = async (service: Service, at: At, tripId: string): Promise<ShownOffer | undefined> => {
  const { territory } = at;
  // An address may hold anything; PostgreSQL refuses some of it.
  if (!/^[\w-]{1,64}$/.test(tripId)) return undefined;
  for (const territoryId of [territory.id, ...territory.neighbourIds]) {
    const stores = service.storage.in(territoryId);
    const trip = await stores.trips.find(tripId);
    if (!trip) continue;
    const driver = await stores.drivers.find(trip.driverId);
    const of = territoryId === territory.id ? territory : await service.storage.instance.territories.find(territoryId);
    if (!driver || !of) return undefined;
    const offer: Offer = { trip, driver: driverCard(driver) };
    const shown = mayBeShown(offer, 'public', territory.id) && !isOver(trip.schedule, localMoment(at.now, of.zone));
    if (!shown) return undefined;
    return { offer: asSeenFrom(territory.id, offer), of };
  }
  return undefined;
};
