import type { IncomingSmsStore } from '#src/outbox/incoming-sms.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy } from '#src/privacy/tidy.ts';

interface MessageStores {
  readonly outbox: OutboxStore;
  readonly incomingSms: IncomingSmsStore;
}

interface Needs {
  readonly atomically: <T>(territoryId: string, work: (stores: MessageStores) => Promise<T>) => Promise<T>;
}

/** The words of messages go after six weeks, as what a ride said does; that they were sent, after twelve months. */
export const createTidyMessages =
  ({ atomically }: Needs): Tidy =>
  (where, now) => {
    const wordsUntil = instantBefore(now, { weeks: PERIODS.messageTextWeeks });
    return atomically(where.id, async ({ outbox, incomingSms }) => ({
      texts: await outbox.eraseTextsBefore(wordsUntil),
      received: await incomingSms.eraseBefore(wordsUntil),
      forgotten: await incomingSms.dropForgottenBefore(instantBefore(now, { days: PERIODS.forgottenSmsDays })),
      messages: await outbox.eraseBefore(instantBefore(now, { months: PERIODS.messageMonths })),
    }));
  };
