import { changeRequest, refused, type Act, type Outcome } from '#src/requests/change-request.ts';
import type { RequestTools } from '#src/requests/stores.ts';

/** Opens a closed request again: its rides and reasons stand, what was open is open. */
export const createReopenRequest =
  (tools: RequestTools) =>
  (act: Act): Promise<Outcome<'not-closed'>> =>
    changeRequest<'not-closed'>(tools, act, (request) =>
      request.closing
        ? { kind: 'next', request: { ...request, closing: null, reviewOn: null }, action: 'request-reopened' }
        : refused('not-closed'),
    );
