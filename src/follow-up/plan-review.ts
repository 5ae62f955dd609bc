import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import type { IsoDate } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

export type ReviewRefusal = 'past' | 'closed';

/**
 * The day on which a request comes back to the desk: an open one waits until then, a regular arrangement that was found is
 * asked how it goes. null = no more.
 */
export const createPlanReview =
  (tools: RequestTools) =>
  (act: Act, reviewOn: IsoDate | null, zone: string): Promise<Outcome<ReviewRefusal>> =>
    changeRequest<ReviewRefusal>(tools, act, (request, _, { instant }) => {
      if (request.closing && request.closing.reason !== 'regular-found') return refused('closed');
      if (reviewOn !== null && reviewOn <= localMoment(instant, zone).date) return refused('past');
      return { kind: 'next', request: { ...request, reviewOn }, action: 'review-planned', details: { reviewOn } };
    });
