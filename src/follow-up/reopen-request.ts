import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import { lacksSeats } from '#src/follow-up/why-not-driven.ts';

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
