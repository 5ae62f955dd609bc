import { changeRequest, refused, type Act, type Outcome } from '#src/requests/change-request.ts';
import type { ClosingReason, Request } from '#src/requests/request.ts';
import { type CloseRefusal, whyNotClose } from '#src/requests/settlement.ts';
import { noteAllTold } from '#src/requests/note-told.ts';
import type { RequestTools } from '#src/requests/stores.ts';
import type { IsoDate } from '#src/time/units.ts';

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

/** Ends a request, for a reason. */
export const createCloseRequest =
  (tools: RequestTools) =>
  (act: Act, asked: ClosingAsked): Promise<Outcome<CloseRefusal | 'promise-not-kept'>> =>
    changeRequest<CloseRefusal | 'promise-not-kept'>(tools, act, async (request, { tellings }, { at }) => {
      const { reason } = asked;
      const reviewOn = reason === 'regular-found' ? asked.reviewOn : null;
      const problem = whyNotClose(request, reason, reviewOn) ?? whyNotTold(request, asked);
      if (problem) return refused(problem);
      if (asked.passengerTold)
        await noteAllTold(tellings, request.id, 'passenger', { how: 'voice', at, memberId: act.memberId });
      const { promise } = request;
      return {
        kind: 'next',
        request: {
          ...request,
          closing: { reason, at, byMember: act.memberId },
          reviewOn,
          promise: promise && asked.passengerTold ? { ...promise, keptAt: promise.keptAt ?? at } : promise,
        },
        action: 'request-closed',
        details: { reason, reviewOn },
      };
    });
