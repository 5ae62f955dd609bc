import { changeRequest, type Act, type Outcome } from '#src/requests/change-request.ts';
import type { RequestTools } from '#src/requests/stores.ts';

/** "Je m'en occupe": the colleagues see who is at work on it. `false` gives it back to all. */
export const createTakeRequest =
  (tools: RequestTools) =>
  (act: Act, mine: boolean): Promise<Outcome<never>> =>
    changeRequest<never>(tools, act, (request) => ({
      kind: 'next',
      request: { ...request, memberId: mine ? act.memberId : null },
      action: mine ? 'request-taken' : 'request-given-back',
    }));
