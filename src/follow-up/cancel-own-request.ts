import { agreedRides } from '#src/requests/settlement.ts';
import type { Request } from '#src/requests/request.ts';
import { tellNotNeeded } from '#src/follow-up/tell-not-needed.ts';
import { isAwaited } from '#src/follow-up/cancel-own-ride.ts';
import { writeTellings } from '#src/follow-up/write-tellings.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

export type Cancelled =
  | { readonly kind: 'cancelled'; readonly request: Request }
  | { readonly kind: 'already-closed'; readonly request: Request }
  | { readonly kind: 'unknown' };

/**
 * The passenger takes their request back, from their own link. When a driver was asked or a ride agreed, it comes back to
 * the desk's list of calls the same day: someone has to be told not to wait.
 */
export const createCancelOwnRequest =
  (tools: RequestTools) =>
  (territory: { readonly id: string; readonly zone: string }, requestId: string): Promise<Cancelled> =>
    tools.atomically(territory.id, async (stores) => {
      const { now, newId } = tools;
      const { requests, introductions, journal } = stores;
      const request = await requests.find(requestId);
      if (!request) return { kind: 'unknown' };
      if (request.closing) return { kind: 'already-closed', request };
      const instant = now();
      const at = formatInstant(instant);
      const asked = await introductions.listOfRequests([requestId]);
      const { date } = localMoment(instant, territory.zone);
      const someoneWaits = agreedRides(request).length > 0 || asked.some(({ state }) => state !== 'no');
      const saved = await requests.save(
        {
          ...request,
          // What was driven was driven; nobody waits for what was to come.
          rides: request.rides.map((ride) =>
            isAwaited(ride, ride.driverId, date) ? { ...ride, state: 'cancelled' } : ride,
          ),
          closing: { reason: 'cancelled', at, byMember: null },
          reviewOn: someoneWaits ? date : null,
          // Whoever cancels waits for no answer.
          promise: request.promise && { ...request.promise, keptAt: request.promise.keptAt ?? at },
          updatedAt: at,
        },
        null,
      );
      await writeTellings(stores, tools, request, saved, { cancelledBy: 'passenger' }, { instant, at, memberId: null });
      await tellNotNeeded(stores, tools, saved, { instant, at });
      await journal.add({
        id: newId(),
        at,
        actor: { kind: 'passenger', id: request.passengerId },
        action: 'request-cancelled',
        subject: { kind: 'request', id: requestId },
        details: { version: saved.version, someoneWaits },
      });
      return { kind: 'cancelled', request: saved };
    });
