import type { Act } from '#src/follow-up/act.ts';
import { isSettled } from '#src/requests/settlement.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import { formatInstant } from '#src/time/zone.ts';

export type NotReached =
  | { readonly kind: 'done'; readonly request: undefined }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly refusal: 'nothing-to-tell' };

/**
 * Somebody called the passenger in vain: what they had to know of their rides they are still to be told, before all else, and
 * a promise stays to be kept. Nothing of the request changes.
 */
export const createNoteNotReached =
  ({ atomically, now, newId }: RequestTools) =>
  ({ territoryId, memberId, requestId }: Pick<Act, 'territoryId' | 'memberId' | 'requestId'>): Promise<NotReached> =>
    atomically(territoryId, async ({ requests, tellings, journal }): Promise<NotReached> => {
      const request = await requests.find(requestId);
      if (!request) return { kind: 'unknown' };
      const at = formatInstant(now());
      const waiting = (await tellings.ofRequests([requestId])).filter(
        ({ party, state }) => party === 'passenger' && state !== 'told',
      );
      const promised = request.promise?.keptAt === null;
      if (waiting.length === 0 && !promised && !isSettled(request))
        return { kind: 'refused', refusal: 'nothing-to-tell' };
      for (const one of waiting) await tellings.put({ ...one, state: 'not-reached', how: 'voice', memberId, at });
      await journal.add({
        id: newId(),
        at,
        actor: { kind: 'member', id: memberId },
        action: 'person-not-reached',
        subject: { kind: 'request', id: requestId },
        details: { party: 'passenger', promised, rides: waiting.length },
      });
      return { kind: 'done', request: undefined };
    });
