import { writeToPerson } from '#src/outbox/write-to-person.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { Purpose } from '#src/outbox/purposes.ts';
import { hashToken, manageLinkEnds } from '#src/people/link-token.ts';
import { peopleToWarn } from '#src/privacy/silent-people.ts';
import type { Counts } from '#src/privacy/tidy.ts';
import { createWarnPerson } from '#src/privacy/warn-person.ts';
import { instantBefore } from '#src/privacy/periods.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';
import { ASKED_BEFORE_PAUSE, createNoteAsked, withoutNewsBefore } from '#src/drivers/confirm-trips.ts';

export interface AskTools extends Pick<Service, 'storage' | 'newId'> {
  readonly newToken: () => string;
  readonly linkTo: (territory: Territory, token: string) => string;
}

/** What a territory's regular asking did. */
export type Ask = (territory: Territory, now: Temporal.Instant) => Promise<Counts>;

const SYSTEM = { kind: 'system', id: null } as const;
/** Between two askings of the same person. */
const REST_DAYS = 7;

/** Whether someone was reached: an SMS once a report says that it arrived, an e-mail once the server took it. */
const wasReached = ({ channel, state }: OutboxMessage): boolean =>
  state === 'delivered' || (channel === 'email' && state === 'sent');

/** Writes once, with a fresh link beside the one they have when they drive. */
const write = (
  { storage, newId, newToken, linkTo }: AskTools,
  territory: Territory,
  { personId, purpose, key }: { readonly personId: string; readonly purpose: Purpose; readonly key: string },
  now: Temporal.Instant,
): Promise<'added' | 'already' | 'no-channel'> => {
  const token = newToken();
  return storage.atomically(territory.id, async (stores) => {
    const drives = (await stores.drivers.find(personId)) !== undefined;
    const facts = drives ? { lien: linkTo(territory, token) } : {};
    const written = await writeToPerson(stores, territory, { id: newId(), personId, purpose, key, facts }, now);
    if (written === 'added' && drives)
      await stores.links.add({
        tokenHash: hashToken(token),
        codeHash: null,
        codeExpiresAt: null,
        codeTries: 0,
        purpose: 'manage',
        subjectId: personId,
        createdAt: formatInstant(now),
        expiresAt: manageLinkEnds(now),
        revokedAt: null,
      });
    return written;
  });
};

const toolsOf = ({ storage, newId }: AskTools, now: Temporal.Instant) => ({
  atomically: <T>(id: string, work: Parameters<typeof storage.atomically<T>>[1]): Promise<T> =>
    storage.atomically(id, work),
  now: () => now,
  newId,
});

/** "Toujours d'accord ?", to drivers without news who can be written to. It counts as asked once it has reached them. */
export const createAskStillAgreed =
  (tools: AskTools): Ask =>
  async (territory, now) => {
    const { outbox, trips } = tools.storage.in(territory.id);
    const due = await trips.unconfirmed({
      confirmedBefore: withoutNewsBefore(now),
      askedAtLeast: 0,
      restsSince: instantBefore(now, { days: REST_DAYS }),
    });
    let [asked, reached] = [0, 0];
    for (const [driverId, theirs] of Map.groupBy(due, (trip) => trip.driverId)) {
      const times = Math.max(...theirs.map((trip) => trip.timesAsked));
      if (times >= ASKED_BEFORE_PAUSE) continue;
      const since = theirs.map((trip) => trip.confirmedAt).toSorted()[0] ?? '';
      const key = `still-agreed ${driverId} ${since} ${times + 1}`;
      const message = await outbox.findByKey(key);
      if (!message) {
        const written = await write(tools, territory, { personId: driverId, purpose: 'still-agreed', key }, now);
        if (written === 'added') asked += 1;
      } else if (wasReached(message)) {
        await createNoteAsked(toolsOf(tools, now))(territory, driverId, true, SYSTEM);
        reached += 1;
      }
    }
    return { asked, reached };
  };

/** The warnings before an erasure, to people who can be written to. They count once they have reached them. */
export const createWarnByMessage =
  (tools: AskTools): Ask =>
  async (territory, now) => {
    const { outbox, retention } = tools.storage.in(territory.id);
    let [written, reached] = [0, 0];
    for (const { personId, lastContactAt, second } of await peopleToWarn(retention, now)) {
      const key = `last-warning ${personId} ${lastContactAt} ${second ? 2 : 1}`;
      const message = await outbox.findByKey(key);
      if (!message) {
        if ((await write(tools, territory, { personId, purpose: 'last-warning', key }, now)) === 'added') written += 1;
      } else if (wasReached(message)) {
        await createWarnPerson(toolsOf(tools, now))(territory, personId, 'warned', SYSTEM);
        reached += 1;
      }
    }
    return { written, reached };
  };
