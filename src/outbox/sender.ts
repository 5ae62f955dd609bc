import type { ReceivedSms } from '#src/outbox/incoming-sms.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { IsoInstant } from '#src/time/units.ts';

/**
 * What became of one try. `problem` is a French sentence for the team, without the recipient's name or number.
 * - `accepted`: the server or the gateway took it.
 * - `refused`: it never will (no such address): somebody has to call.
 * - `not-sent`: nothing left, that is certain; it may be tried again.
 * - `unknown`: it may have left.
 */
export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string | null }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'not-sent'; readonly problem: string }
  | { readonly kind: 'unknown'; readonly problem: string };

/** What leaves: no more of a message than its sender needs. */
export type Outgoing = Pick<OutboxMessage, 'id' | 'to' | 'subject' | 'text' | 'html' | 'purpose'>;

export interface Sender {
  send(message: Outgoing): Promise<SendResult>;
  /** Whether a message would be taken, without sending one; absent where nobody can know. */
  reach?(): Promise<SendResult>;
}

/** What a gateway knows of a message it was given. */
export type SmsReport =
  | { readonly kind: 'pending' | 'sent' | 'delivered' | 'not-known' }
  | { readonly kind: 'failed'; readonly problem: string };

/** A report that does not name its message: to which number, and when the network took it. */
export interface DatedReport {
  readonly to: string;
  readonly takenAt: IsoInstant;
  readonly report: SmsReport;
}

/** What arrived since the last time: SMS, and reports that come as SMS. */
export interface SmsArrivals {
  readonly received: readonly ReceivedSms[];
  /** "What was sent to this number at that moment arrived", from gateways that do not name the message. */
  readonly reports: readonly DatedReport[];
  /** Called once all of it is kept. */
  forget(): Promise<void>;
}

/** A way to send SMS. Those that cannot say what became of one, or cannot receive, leave that out. */
export interface SmsSender extends Sender {
  reportOf?(message: Pick<OutboxMessage, 'id' | 'to' | 'providerId'>): Promise<SmsReport>;
  arrivals?(since: Temporal.Instant): Promise<SmsArrivals>;
}

/** The senders of one territory; null = that channel is off or not set up. */
export interface Senders {
  readonly sms: SmsSender | null;
  readonly email: Sender | null;
}
