import { changeRequest, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';

/** "Je m'en occupe": the colleagues see who is at work on it. `false` gives it back to all. */
export const createTakeRequest =
  (tools: RequestTools) =>
  (act: Act, mine: boolean): Promise<Outcome<never>> =>
    changeRequest<never>(tools, act, (request) => ({
      kind: 'next',
      request: { ...request, memberId: mine ? act.memberId : null },
      action: mine ? 'request-taken' : 'request-given-back',
    }));
