import type { DriverCard } from '#src/people/driver-card.ts';
import type { Trip } from '#src/trips/trip.ts';

/** A trip with the card of who drives it. Never changed in place: a change makes another offer. */
export interface Offer {
  readonly trip: Trip;
  readonly driver: DriverCard;
}

/** An offer as this territory may read it; the very same object each time, so that it can be told from a changed one. */
export const asSeenFrom = (territoryId: string, offer: Offer): Offer => {
  if (offer.trip.territoryId === territoryId) return offer;
  const known = crossed.get(offer);
  if (known !== undefined) return known;
  const seen = forNeighbours(offer);
  crossed.set(offer, seen);
  origins.set(seen, offer);
  return seen;
};

/** The offer that was crossed by `asSeenFrom`, or the one given. */
export const originOf = (seen: Offer): Offer => origins.get(seen) ?? seen;

const crossed = new WeakMap<Offer, Offer>();
const origins = new WeakMap<Offer, Offer>();

/**
 * What crosses to a neighbouring territory: the card, without what its own team keeps (last name, remarks, a meeting place
 * in free words), and never the right to show a number, since the driver is asked by their own team (design decision 4).
 */
const forNeighbours = ({ trip, driver }: Offer): Offer => ({
  trip: { ...trip, remarks: '', meetingPlace: trip.meetingPlace?.placeId == null ? null : trip.meetingPlace },
  driver: { ...driver, lastName: '', numberShown: false },
});
