import type { Moment } from '#src/follow-up/act.ts';
import type { Request } from '#src/requests/request.ts';
import { sendTelling } from '#src/follow-up/send-telling.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import { type KnowsAtOnce, tellingsAfter } from '#src/follow-up/tellings-after.ts';

/**
 * Keeps what there is to tell once the rides of a request changed, and writes at once to who can be: to whoever drives where
 * a message reaches them, to the passenger who asked for SMS. Inside its transaction, after its other writes.
 */
export const writeTellings = async (
  stores: RequestStores,
  tools: Pick<RequestTools, 'newId'>,
  before: Request,
  after: Request,
  knows: KnowsAtOnce,
  moment: Moment & { readonly memberId: string | null },
): Promise<void> => {
  if (agreedRides(before).length === 0 && agreedRides(after).length === 0) return;
  const { tellings, people } = stores;
  const changes = tellingsAfter(before, after, await tellings.ofRequests([after.id]), knows, moment);
  for (const one of changes.remove) await tellings.remove(one);
  for (const one of changes.put) await tellings.put(one);
  for (const one of changes.put) {
    if (one.state !== 'to-tell') continue;
    const wants = one.party === 'driver' || (await people.find(after.passengerId))?.reachedBy === 'sms';
    if (wants) await sendTelling(stores, tools, after, one, moment);
  }
};
