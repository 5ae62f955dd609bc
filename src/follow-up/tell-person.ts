import type { Act } from '#src/follow-up/act.ts';
import { told } from '#src/follow-up/keep-promise.ts';
import type { Where } from '#src/people/person-tools.ts';
import { asTold } from '#src/follow-up/note-told.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import { sameTelling, type TellingKey, type ToldHow } from '#src/requests/telling.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

/** What somebody did about a thing to tell. */
export type ToldOutcome = { readonly kind: 'told'; readonly how: ToldHow } | { readonly kind: 'not-reached' };

/** Once the passenger knows all, the promise is kept and the request waits for the day after its ride. */
const keepWord = async (
  { requests, tellings }: RequestStores,
  requestId: string,
  instant: Temporal.Instant,
  zone: string,
  memberId: string | null,
): Promise<void> => {
  const left = (await tellings.ofRequests([requestId])).some(
    ({ party, state }) => party === 'passenger' && state !== 'told',
  );
  if (left) return;
  const at = formatInstant(instant);
  const request = await requests.get(requestId);
  const next = request.closing ? undefined : told(request, at, localMoment(instant, zone).date);
  if (next) await requests.save({ ...next, updatedAt: at }, memberId);
};

/**
 * Somebody told one person of a ride, or tried: a member, or the driver who cancels and calls. What is told already stays so.
 */
export const createTellPerson =
  ({ atomically, now, newId }: RequestTools) =>
  (
    territory: Where,
    { requestId, memberId }: Pick<Act, 'requestId'> & { readonly memberId: string | null },
    key: TellingKey,
    outcome: ToldOutcome,
    by: { readonly kind: 'member' | 'driver' | 'passenger'; readonly id: string },
  ): Promise<{ readonly kind: 'noted' | 'unknown' }> =>
    atomically(territory.id, async (stores): Promise<{ readonly kind: 'noted' | 'unknown' }> => {
      const telling = (await stores.tellings.ofRequests([requestId])).find((one) => sameTelling(one, key));
      if (!telling) return { kind: 'unknown' };
      if (telling.state === 'told') return { kind: 'noted' };
      const instant = now();
      const at = formatInstant(instant);
      await stores.tellings.put(
        outcome.kind === 'told'
          ? asTold(telling, { how: outcome.how, at, memberId })
          : { ...telling, state: 'not-reached', how: 'voice', memberId, at },
      );
      if (outcome.kind === 'told' && key.party === 'passenger')
        await keepWord(stores, requestId, instant, territory.zone, memberId);
      await stores.journal.add({
        id: newId(),
        at,
        actor: by,
        action: outcome.kind === 'told' ? 'person-told' : 'person-not-reached',
        subject: { kind: 'request', id: requestId },
        details: { party: key.party, about: key.about, rideId: key.rideId },
      });
      return { kind: 'noted' };
    });
