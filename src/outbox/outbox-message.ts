import type { Purpose } from '#src/outbox/purposes.ts';
import { whenToSend } from '#src/outbox/quiet-hours.ts';
import type { IsoInstant } from '#src/time/units.ts';

export const CHANNELS = ['sms', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ABOUT_KINDS = ['request', 'introduction', 'person', 'territory'] as const;

/** What a message speaks of: the journal of a request or of a person finds it by this. */
export interface About {
  readonly kind: (typeof ABOUT_KINDS)[number];
  readonly id: string;
}

/**
 * - `waiting`: leaves at `notBefore` or after.
 * - `sending`: a worker holds it.
 * - `sent`: the mail server or the gateway took it. Nobody counts as told yet.
 * - `delivered`: a report says that it arrived.
 * - `failed`: given up; `problem` says why.
 * - `uncertain`: "envoi incertain": in flight when the process stopped; it may have left. Never goes again by itself.
 * - `withdrawn`: of no use any more before it left.
 * - `told`: did not leave, or perhaps not, and a member said it by voice.
 */
export const MESSAGE_STATES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'failed',
  'uncertain',
  'withdrawn',
  'told',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** One text to one person, written in the transaction of the act it follows from, and sent later by a worker. */
export interface OutboxMessage {
  readonly id: string;
  readonly territoryId: string;
  /** Unique in the territory: one message per thing, whoever adds it, however often. */
  readonly key: string;
  readonly channel: Channel;
  /** Null for a test, which goes to a member. */
  readonly personId: string | null;
  /** E.164 for an SMS, an address for an e-mail; '' once the text is erased. */
  readonly to: string;
  readonly purpose: Purpose;
  readonly about: About;
  /** Of an e-mail. */
  readonly subject: string | null;
  readonly text: string;
  /** Of an e-mail: the same words. */
  readonly html: string | null;
  /**
   * The hour of what it speaks of, a departure for instance; null = it is of use for ever. Quiet hours give way to it
   * (`whenToSend`), and after it the message fails instead of leaving: someone has to be called.
   */
  readonly neededBy: IsoInstant | null;
  readonly notBefore: IsoInstant;
  readonly state: MessageState;
  /** How many times a worker took it. */
  readonly attempts: number;
  /** In French, for the team: why it failed, or what happened the last time. */
  readonly problem: string | null;
  /** The name the gateway or the mail server gave to it. */
  readonly providerId: string | null;
  readonly createdAt: IsoInstant;
  readonly sentAt: IsoInstant | null;
  /** When it came to `delivered`, `failed`, `uncertain`, `withdrawn` or `told`. */
  readonly settledAt: IsoInstant | null;
  readonly version: number;
}

/** What who wants a message says of it. */
export type Draft = Pick<
  OutboxMessage,
  'id' | 'territoryId' | 'key' | 'channel' | 'personId' | 'to' | 'purpose' | 'about' | 'text'
> &
  Partial<Pick<OutboxMessage, 'subject' | 'html' | 'neededBy'>>;

/** The message of a draft, to be given to `outbox.add`: it waits for its hour, which is now or the end of quiet hours. */
export const newMessage = (draft: Draft, now: Temporal.Instant, zone: string): OutboxMessage => {
  const neededBy = draft.neededBy ?? null;
  const createdAt = now.toString({ smallestUnit: 'millisecond' });
  return {
    ...draft,
    subject: draft.subject ?? null,
    html: draft.html ?? null,
    neededBy,
    notBefore: draft.channel === 'sms' ? whenToSend(now, zone, neededBy) : createdAt,
    state: 'waiting',
    attempts: 0,
    problem: null,
    providerId: null,
    createdAt,
    sentAt: null,
    settledAt: null,
    version: 1,
  };
};

/**
 * A message whose worker stopped without a word. An e-mail goes again, with the same Message-ID: a mailbox shows it once.
 * An SMS may have left, and twice the same SMS frightens: it waits for a member.
 */
export const afterInterruption = (message: OutboxMessage, at: IsoInstant): OutboxMessage =>
  message.channel === 'email'
    ? { ...message, state: 'waiting', notBefore: at }
    : {
        ...message,
        state: 'uncertain',
        settledAt: at,
        problem: 'Le service s’est arrêté pendant l’envoi : ce SMS est peut-être parti, peut-être pas.',
      };
