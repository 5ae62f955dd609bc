import type { About, Channel, MessageState, OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { Purpose } from '#src/outbox/purposes.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Which messages a list shows; what is absent is not asked. */
export interface MessageFilter {
  readonly states?: readonly MessageState[];
  readonly personId?: string;
  readonly about?: About;
  readonly purposes?: readonly Purpose[];
  readonly channel?: Channel;
  /** Sent, or to be sent, to this very number or address. */
  readonly to?: string;
  /** Created at this instant or after. */
  readonly since?: IsoInstant;
}

/** The messages of one territory: written in the transaction of what they tell, sent later. */
export interface OutboxStore {
  /** One message per key: 'already' when one exists, and nothing is changed. */
  add(message: OutboxMessage): Promise<'added' | 'already'>;
  find(id: string): Promise<OutboxMessage | undefined>;
  findByKey(key: string): Promise<OutboxMessage | undefined>;
  /** The one to which the gateway gave this name, for its reports. */
  findByProviderId(channel: Channel, providerId: string): Promise<OutboxMessage | undefined>;
  /** Newest first. */
  list(
    filter: MessageFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly OutboxMessage[]>;
  count(filter: MessageFilter): Promise<number>;
  /** Oldest first. */
  listAbout(about: About): Promise<readonly OutboxMessage[]>;
  counts(): Promise<Readonly<Record<MessageState, number>>>;
  /**
   * Takes those waiting whose hour has come, the one due for longest first: `sending`, one more attempt. Nobody else takes
   * them before the lease is over.
   */
  claimDue(now: IsoInstant, owner: string, leaseSeconds: number, limit: number): Promise<readonly OutboxMessage[]>;
  /** Those whose worker stopped without a word: `sending`, with a lease that is over. `afterInterruption` decides. */
  listInterrupted(now: IsoInstant): Promise<readonly OutboxMessage[]>;
  /** Keeps the state and the words of the message if its `version` is the one read; it then grows by one, and its lease ends. */
  save(message: OutboxMessage): Promise<'saved' | 'stale'>;
  /** Those still waiting become `withdrawn`; gives how many. One under way goes on. */
  withdrawAbout(about: About, purposes: readonly Purpose[], at: IsoInstant): Promise<number>;
  /** Two sheets were one person: what was written to one was written to the other. */
  giveTo(fromPersonId: string, toPersonId: string): Promise<void>;
  /** Texts, subjects and addresses of settled messages created before go; gives how many. */
  eraseTextsBefore(at: IsoInstant): Promise<number>;
  /** Messages created before go, whole; gives how many. */
  eraseBefore(at: IsoInstant): Promise<number>;
}

/** What the sender asks of the whole instance, to visit only the territories with something to do. */
export interface OutboxWatch {
  /** Ids of the territories with a message whose hour has come, or whose worker stopped without a word. */
  territoriesWithWork(now: IsoInstant): Promise<readonly string[]>;
}
