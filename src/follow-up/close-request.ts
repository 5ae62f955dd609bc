import { tellNotNeeded } from '#src/follow-up/tell-not-needed.ts';
import { writerIn } from '#src/outbox/write-to.ts';
import { isAwaited } from '#src/follow-up/cancel-own-ride.ts';
import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { ClosingReason, Request, Ride } from '#src/requests/request.ts';
import { agreedRides, type CloseRefusal, saysWhy, whyNotClose } from '#src/requests/settlement.ts';
import { noteAllTold } from '#src/follow-up/note-told.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import type { IsoDate } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

export interface ClosingAsked {
  readonly reason: ClosingReason;
  /** For "régulier trouvé": the day on which it comes back to the desk. */
  readonly reviewOn: IsoDate | null;
  /** Someone called the person back with the answer, a no included. */
  readonly passengerTold: boolean;
}

/** Nobody is there to be told. */
const NOBODY_TO_TELL: ReadonlySet<ClosingReason> = new Set<ClosingReason>(['unreachable', 'duplicate']);

/** A promise outlives no closing: the answer was given, or nobody could be told. */
const whyNotTold = (request: Request, asked: ClosingAsked): 'promise-not-kept' | undefined =>
  request.promise?.keptAt === null && !asked.passengerTold && !NOBODY_TO_TELL.has(asked.reason)
    ? 'promise-not-kept'
    : undefined;

/** Whether this end means that nobody drives any more. "Pas fait" says it of a ride of today that nobody waits for now. */
const endsRide = (ride: Ride, reason: ClosingReason, today: IsoDate): boolean =>
  saysWhy(reason) && isAwaited(ride, ride.driverId, today) && !(reason === 'not-done' && ride.date === today);

/**
 * Ends a request, for a reason. Unless it is done or found for good, the rides still to come are cancelled with it, and whoever
 * was asked hears that it is over: nobody waits at the roadside for a closed request.
 */
export const createCloseRequest =
  (tools: RequestTools) =>
  (act: Act, asked: ClosingAsked): Promise<Outcome<CloseRefusal | 'promise-not-kept'>> =>
    changeRequest<CloseRefusal | 'promise-not-kept'>(tools, act, async (request, stores, moment) => {
      const { reason } = asked;
      const reviewOn = reason === 'regular-found' ? asked.reviewOn : null;
      const problem = whyNotClose(request, reason, reviewOn) ?? whyNotTold(request, asked);
      if (problem) return refused(problem);
      const { at } = moment;
      const { zone } = await writerIn(stores, act.territoryId);
      const today = localMoment(moment.instant, zone).date;
      const ended = agreedRides(request).filter((ride) => endsRide(ride, reason, today));
      if (asked.passengerTold)
        await noteAllTold(stores.tellings, request.id, 'passenger', { how: 'voice', at, memberId: act.memberId });
      const { promise } = request;
      return {
        kind: 'next',
        request: {
          ...request,
          rides: request.rides.map((ride) => (ended.includes(ride) ? { ...ride, state: 'cancelled' } : ride)),
          closing: { reason, at, byMember: act.memberId },
          reviewOn,
          promise: promise && asked.passengerTold ? { ...promise, keptAt: promise.keptAt ?? at } : promise,
        },
        action: 'request-closed',
        details: { reason, reviewOn, ridesCancelled: ended.length },
        knows: asked.passengerTold ? { cancelled: { passenger: 'voice' } } : {},
        afterwards: (saved) => tellNotNeeded(stores, tools, saved, moment),
      };
    });
