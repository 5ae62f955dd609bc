import { changeRequest, refused, type Act, type Outcome } from '#src/requests/change-request.ts';
import type { RideTools } from '#src/requests/stores.ts';
import { lacksSeats } from '#src/requests/why-not-driven.ts';

export type ReopenRefusal = 'not-closed' | 'no-seat-left';

/**
 * Opens a closed request again: its rides and reasons stand, what was open is open. Refused when the places of its rides
 * were given to others since it ended.
 */
export const createReopenRequest =
  (tools: RideTools) =>
  (act: Act): Promise<Outcome<ReopenRefusal>> =>
    changeRequest<ReopenRefusal>(tools, act, async (request, stores) => {
      if (!request.closing) return refused('not-closed');
      const open = { ...request, closing: null, reviewOn: null };
      if (await lacksSeats(stores, open, tools)) return refused('no-seat-left');
      return { kind: 'next', request: open, action: 'request-reopened' };
    });
