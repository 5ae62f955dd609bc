import { type Reach, reachOf, readyChannels } from '#src/outbox/channels.ts';
import { composeMessage } from '#src/outbox/compose-message.ts';
import type { MessageSettingsStore } from '#src/outbox/message-settings.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import type { Facts } from '#src/outbox/placeholders.ts';
import type { Purpose } from '#src/outbox/purposes.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { Territory } from '#src/territory/territory.ts';

export interface WriteStores {
  readonly people: PersonStore;
  readonly outbox: OutboxStore;
  readonly messageSettings: MessageSettingsStore;
}

/** What is written to someone about themselves. */
export interface Letter {
  /** Of the message. */
  readonly id: string;
  readonly personId: string;
  readonly purpose: Purpose;
  /** One message per key; it may depend on where it goes. */
  readonly key: string | ((reach: Reach) => string);
  readonly facts: Facts;
}

/**
 * Inside a transaction: writes to a person about themselves, where they read; 'no-channel' when only a voice can tell
 * them, and the desk shows whom to call as before.
 */
export const writeToPerson = async (
  { people, outbox, messageSettings }: WriteStores,
  territory: Territory,
  { id, personId, purpose, key, facts }: Letter,
  now: Temporal.Instant,
): Promise<'added' | 'already' | 'no-channel'> => {
  const person = await people.find(personId);
  const settings = await messageSettings.get();
  const reach = person && reachOf(person, readyChannels(territory.switches, settings));
  if (!person || !reach) return 'no-channel';
  const occasion = {
    id,
    key: typeof key === 'string' ? key : key(reach),
    personId,
    purpose,
    about: { kind: 'person', id: personId },
  } as const;
  return outbox.add(composeMessage(occasion, reach, { prénom: person.firstName, ...facts }, territory, settings, now));
};
