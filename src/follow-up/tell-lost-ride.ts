import type { LostRide, LostRideStore } from '#src/requests/lost-ride-store.ts';
import type { RequestTools, Atomically, RequestStores } from '#src/follow-up/stores.ts';
import { formatInstant } from '#src/time/zone.ts';

export interface LostRideStores extends Pick<RequestStores, 'journal'> {
  readonly lostRides: LostRideStore;
}

/** Somebody told the passenger that a ride is off whose driver is no longer known, or tried. */
export const createTellLostRide =
  ({
    atomically,
    now,
    newId,
  }: Pick<RequestTools, 'now' | 'newId'> & { readonly atomically: Atomically<LostRideStores> }) =>
  (territoryId: string, memberId: string, lost: LostRide, told: boolean): Promise<void> =>
    atomically(territoryId, async ({ lostRides, journal }) => {
      const at = formatInstant(now());
      if (told) {
        if (!(await lostRides.remove(lost.id))) return;
      } else await lostRides.put({ ...lost, state: 'not-reached', memberId, at });
      await journal.add({
        id: newId(),
        at,
        actor: { kind: 'member', id: memberId },
        action: told ? 'person-told' : 'person-not-reached',
        subject: { kind: 'request', id: lost.requestId },
        details: { party: 'passenger', about: 'cancelled', rideId: lost.id },
      });
    });
