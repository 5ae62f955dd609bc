import type { CancelledBy } from '#src/requests/telling.ts';
import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { saysWhy } from '#src/requests/settlement.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';

export type CancelRefusal = 'unknown-ride';

/** Whether losing a ride opens a closed request again: not when it was closed for a reason of its own. */
export const opensAgain = ({ closing }: Pick<Request, 'closing'>): boolean =>
  closing !== null && !saysWhy(closing.reason);

/** The request without one of its rides: its occasion is to be settled again, and what was closed as found is open again. */
export const withoutRide = (request: Request, ride: Ride): Request => ({
  ...request,
  rides: request.rides.map((one) => (one.id === ride.id ? { ...one, state: 'cancelled' } : one)),
  closing: opensAgain(request) ? null : request.closing,
  reviewOn: opensAgain(request) ? null : request.reviewOn,
});

/** Takes an agreed ride back: its occasion is to be settled again, and what was closed as found is open again. */
export const createCancelRide =
  (tools: RequestTools) =>
  (act: Act, { rideId, by }: { readonly rideId: string; readonly by: CancelledBy }): Promise<Outcome<CancelRefusal>> =>
    changeRequest<CancelRefusal>(tools, act, (request) => {
      const ride = request.rides.find((one) => one.id === rideId && one.state === 'agreed');
      if (!ride) return refused('unknown-ride');
      return {
        kind: 'next',
        request: withoutRide(request, ride),
        action: 'ride-cancelled',
        details: { rideId, driverId: ride.driverId, wayId: ride.wayId, slots: ride.slot, by },
        knows: { cancelledBy: by },
      };
    });
