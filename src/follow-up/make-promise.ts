import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { justAfter } from '#src/time/zone.ts';

export type PromiseRefusal = 'closed' | 'past';

/** "On vous rappelle avant ...", said aloud: a new promise follows the last one, which was kept by this very call. */
export const createMakePromise =
  (tools: RequestTools) =>
  (act: Act, dueAt: IsoInstant): Promise<Outcome<PromiseRefusal>> =>
    changeRequest<PromiseRefusal>(tools, act, async (request, { requests }, { at }) => {
      if (request.closing) return refused('closed');
      if (dueAt <= at) return refused('past');
      const { promise } = request;
      const kept = promise?.keptAt === null ? { ...request, promise: { ...promise, keptAt: at } } : request;
      const before = kept === request ? request : await requests.save(kept, act.memberId);
      // The last one said is the one that holds: a clock that went back must not bring the former one up again.
      const saidAt = promise ? justAfter(at, promise.saidAt) : at;
      return {
        kind: 'next',
        request: { ...before, promise: { dueAt, saidAt, byMember: act.memberId, keptAt: null } },
        action: 'promise-made',
        details: { dueAt },
      };
    });
