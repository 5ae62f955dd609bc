import { afterInterruption, type OutboxMessage } from '#src/outbox/outbox-message.ts';
import { maskLinks } from '#src/outbox/mask-links.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import { whenToSend } from '#src/outbox/quiet-hours.ts';
import type { Senders, SendResult } from '#src/outbox/sender.ts';
import type { Clock, IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Longer than any sender takes, each of which gives up by itself; short enough that a message lost in flight is soon seen. */
const LEASE_SECONDS = 5 * 60;
/** Minutes before the next try, after each: greylisting and busy servers are over in minutes, a broken one within a day. */
const EMAIL_RETRIES = [5, 60, 6 * 60, 18 * 60];
/** Shorter for SMS, which are read for what happens soon: a phone left switched off, a key without network. */
const SMS_RETRIES = [2, 10, 60, 4 * 60];

interface SendStores {
  readonly outbox: OutboxStore;
}

export interface SendNeeds {
  readonly atomically: <T>(territoryId: string, work: (stores: SendStores) => Promise<T>) => Promise<T>;
  readonly territory: { readonly id: string; readonly zone: string };
  readonly senders: Senders;
  readonly now: Clock;
  /** Tells this worker from others, in the lease. */
  readonly owner: string;
  /** The most messages in one step. */
  readonly limit?: number;
}

/** How many messages came to each end in one step. */
export type SendCounts = Readonly<Record<'sent' | 'again' | 'failed' | 'uncertain' | 'recovered', number>>;

const tooLate = 'Il était trop tard pour que ce message serve : appelez la personne.';
const channelOff = {
  sms: 'L’envoi de SMS n’est pas en marche : voyez les réglages, puis envoyez de nouveau.',
  email: 'L’envoi d’e-mails n’est pas en marche : voyez les réglages, puis envoyez de nouveau.',
} as const;

/** What is noted of a message after one try. Pure. */
export const afterTry = (
  message: OutboxMessage,
  result: SendResult,
  now: Temporal.Instant,
  zone: string,
): OutboxMessage => {
  const at = formatInstant(now);
  const failed = (problem: string): OutboxMessage => ({ ...message, state: 'failed', settledAt: at, problem });
  if (result.kind === 'accepted')
    return {
      ...message,
      state: 'sent',
      sentAt: at,
      settledAt: null,
      problem: null,
      providerId: result.providerId,
      text: maskLinks(message.text),
      html: message.html === null ? null : maskLinks(message.html),
    };
  if (result.kind === 'refused') return failed(result.problem);
  if (result.kind === 'unknown' && message.channel === 'sms')
    return { ...message, state: 'uncertain', settledAt: at, problem: result.problem };
  const minutes = (message.channel === 'sms' ? SMS_RETRIES : EMAIL_RETRIES)[message.attempts - 1];
  if (minutes === undefined) return failed(`${result.problem} Essayé ${message.attempts} fois.`);
  const next = now.add({ minutes });
  const notBefore = message.channel === 'sms' ? whenToSend(next, zone, message.neededBy) : formatInstant(next);
  if (message.neededBy !== null && notBefore >= message.neededBy) return failed(`${result.problem} ${tooLate}`);
  return { ...message, state: 'waiting', notBefore, problem: result.problem };
};

/** What stops a message before it leaves: its hour has gone by, or quiet hours have begun since it was written. */
const beforeTry = (message: OutboxMessage, now: Temporal.Instant, zone: string): OutboxMessage | undefined => {
  const at = formatInstant(now);
  if (message.neededBy !== null && message.neededBy <= at)
    return { ...message, state: 'failed', settledAt: at, problem: tooLate };
  const notBefore = message.channel === 'sms' ? whenToSend(now, zone, message.neededBy) : at;
  // Not a try: it was never given to a sender.
  return notBefore > at ? { ...message, state: 'waiting', notBefore, attempts: message.attempts - 1 } : undefined;
};

const tryOne = async ({ senders }: SendNeeds, message: OutboxMessage): Promise<SendResult> => {
  const sender = senders[message.channel];
  if (!sender) return { kind: 'refused', problem: channelOff[message.channel] };
  try {
    return await sender.send(message);
  } catch {
    return { kind: 'unknown', problem: 'L’envoi s’est mal terminé, sans que l’on sache où.' };
  }
};

/**
 * Notes what became of a message. If its lease was over meanwhile, someone else decided: one case is mended, the SMS held to
 * be uncertain and that, we now know, left.
 */
const note = ({ atomically, territory }: SendNeeds, message: OutboxMessage): Promise<boolean> =>
  atomically(territory.id, async ({ outbox }) => {
    if ((await outbox.save(message)) === 'saved') return true;
    const kept = await outbox.find(message.id);
    if (kept?.state !== 'uncertain' || message.state !== 'sent') return false;
    return (await outbox.save({ ...message, version: kept.version })) === 'saved';
  });

/** Messages of a worker that stopped: an e-mail goes again, an SMS is uncertain. */
const recover = ({ atomically, territory }: SendNeeds, at: IsoInstant): Promise<number> =>
  atomically(territory.id, async ({ outbox }) => {
    let recovered = 0;
    for (const message of await outbox.listInterrupted(at))
      if ((await outbox.save(afterInterruption(message, at))) === 'saved') recovered += 1;
    return recovered;
  });

/**
 * One step of the sender in one territory: settles what a stopped worker left, then takes the due messages one at a time,
 * sends each, and notes what became of it. Several processes may do it at once. Never inside a request.
 */
export const sendDue = async (needs: SendNeeds): Promise<SendCounts> => {
  const { atomically, territory, now, owner, limit = 50 } = needs;
  const counts = { sent: 0, again: 0, failed: 0, uncertain: 0, recovered: await recover(needs, formatInstant(now())) };
  for (let taken = 0; taken < limit; taken += 1) {
    const [message] = await atomically(territory.id, ({ outbox }) =>
      outbox.claimDue(formatInstant(now()), owner, LEASE_SECONDS, 1),
    );
    if (!message) break;
    const settled =
      beforeTry(message, now(), territory.zone) ??
      afterTry(message, await tryOne(needs, message), now(), territory.zone);
    if (!(await note(needs, settled))) continue;
    if (settled.state === 'waiting') counts.again += 1;
    else if (settled.state === 'sent' || settled.state === 'failed' || settled.state === 'uncertain')
      counts[settled.state] += 1;
  }
  return counts;
};
