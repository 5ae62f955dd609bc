import { changeRequest, refused, type Act, type Outcome } from '#src/requests/change-request.ts';
import type { RequestTools } from '#src/requests/stores.ts';
import type { IsoInstant } from '#src/time/units.ts';

export type PromiseRefusal = 'closed' | 'past';

/** "On vous rappelle avant ...", said aloud: a new promise follows the last one, which was kept by this very call. */
export const createMakePromise =
  (tools: RequestTools) =>
  (act: Act, dueAt: IsoInstant): Promise<Outcome<PromiseRefusal>> =>
    changeRequest<PromiseRefusal>(tools, act, async (request, { requests }, { at }) => {
      if (request.closing) return refused('closed');
      if (dueAt <= at) return refused('past');
      const { promise } = request;
      // Two promises said within one millisecond would be one row: the version check makes it impossible for two members.
      const kept = promise?.keptAt === null ? { ...request, promise: { ...promise, keptAt: at } } : request;
      const before = kept === request ? request : await requests.save(kept, act.memberId);
      return {
        kind: 'next',
        request: { ...before, promise: { dueAt, saidAt: at, byMember: act.memberId, keptAt: null } },
        action: 'promise-made',
        details: { dueAt },
      };
    });
