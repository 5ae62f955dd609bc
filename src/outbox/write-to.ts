import { type Reach, reachOf, readyChannels } from '#src/outbox/channels.ts';
import { composeMessage, type Occasion } from '#src/outbox/compose-message.ts';
import type { MessageSettingsStore } from '#src/outbox/message-settings.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { Facts } from '#src/outbox/placeholders.ts';
import type { Person } from '#src/people/person.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Territory } from '#src/territory/territory.ts';

/** What of a territory its messages need. */
type WritingTerritory = Pick<Territory, 'id' | 'name' | 'phone' | 'zone' | 'switches'>;

/** Writes to people in the words of one territory, by what is switched on and set up there. */
export interface Writer {
  readonly zone: string;
  /** How to write to someone; undefined = somebody has to call. */
  readonly reach: (person: Pick<Person, 'phones' | 'email'>) => Reach | undefined;
  /** A message waiting for its hour, to be given to the outbox in the transaction of what it tells. */
  readonly compose: (occasion: Occasion, reach: Reach, facts: Facts, now: Temporal.Instant) => OutboxMessage;
}

/** What writes for this territory, as it is set up now. */
export const writerOf = async (
  { messageSettings }: { readonly messageSettings: MessageSettingsStore },
  territory: WritingTerritory,
): Promise<Writer> => {
  const settings = await messageSettings.get();
  const ready = readyChannels(territory.switches, settings);
  return {
    zone: territory.zone,
    reach: (person) => reachOf(person, ready),
    compose: (occasion, reach, facts, now) => composeMessage(occasion, reach, facts, territory, settings, now),
  };
};

/** The same inside a transaction, where only the territory's id is at hand. */
export const writerIn = async (
  stores: {
    readonly messageSettings: MessageSettingsStore;
    readonly instance: { readonly territories: Pick<TerritoryStore, 'find'> };
  },
  territoryId: string,
): Promise<Writer> => {
  const territory = await stores.instance.territories.find(territoryId);
  if (!territory) throw new Error(`no territory ${territoryId}`);
  return writerOf(stores, territory);
};
