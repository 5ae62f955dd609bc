import { isMasked } from '#src/outbox/mask-links.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import { whenToSend } from '#src/outbox/quiet-hours.ts';
import type { JournalLine, JournalStore } from '#src/journal/journal-store.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface SettleStores {
  readonly outbox: OutboxStore;
  readonly journal: JournalStore;
}

interface Needs {
  readonly atomically: <T>(territoryId: string, work: (stores: SettleStores) => Promise<T>) => Promise<T>;
  readonly now: Clock;
  readonly newId: NewId;
}

export type Settled = 'done' | 'not-found' | 'not-open' | 'too-late';

/** Those a member may act on: they did not leave, or perhaps not, or nobody knows that they arrived. */
const OPEN: readonly OutboxMessage['state'][] = ['failed', 'uncertain', 'sent'];

/**
 * What a member decides of a message that did not arrive, or perhaps not: send it again, or note that it was said by voice.
 * An uncertain SMS goes again in no other way.
 */
export const createSettleMessage =
  ({ atomically, now, newId }: Needs) =>
  (
    where: { readonly id: string; readonly zone: string },
    messageId: string,
    what: 'send-again' | 'told',
    memberId: string,
  ): Promise<Settled> =>
    atomically(where.id, async ({ outbox, journal }): Promise<Settled> => {
      const message = await outbox.find(messageId);
      if (!message) return 'not-found';
      const at = formatInstant(now());
      const again = what === 'send-again';
      if (
        !OPEN.includes(message.state) ||
        (again && (message.state === 'sent' || message.text === '' || isMasked(message.text)))
      )
        return 'not-open';
      if (again && message.neededBy !== null && message.neededBy <= at) return 'too-late';
      const next: OutboxMessage = again
        ? {
            ...message,
            state: 'waiting',
            attempts: 0,
            settledAt: null,
            sentAt: null,
            problem: null,
            notBefore: message.channel === 'sms' ? whenToSend(now(), where.zone, message.neededBy) : at,
          }
        : { ...message, state: 'told', settledAt: at };
      if ((await outbox.save(next)) === 'stale') return 'not-open';
      const line: JournalLine = {
        id: newId(),
        at,
        actor: { kind: 'member', id: memberId },
        action: again ? 'message-sent-again' : 'message-told',
        subject: { kind: message.about.kind, id: message.about.id },
        details: { messageId },
      };
      await journal.add(line);
      return 'done';
    });
