import { MESSAGE_TEXTS } from '#src/outbox/message-texts.ts';
import type { MessageState, OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { SendResult } from '#src/outbox/sender.ts';
import type { At } from '#src/web/context.ts';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';

/** The page of messages, and the settings of how they leave. */
export const MESSAGES = '/equipe/messages';
export const MESSAGE_SETTINGS = '/equipe/reglages/messages';

/** What each state is called. */
export const STATE_WORDS: Readonly<Record<MessageState, string>> = {
  waiting: 'en attente',
  sending: 'en train de partir',
  sent: 'parti',
  delivered: 'arrivé',
  failed: 'pas parti',
  uncertain: 'envoi incertain',
  withdrawn: 'retiré',
  told: 'dit de vive voix',
};

/** "SMS, dire le trajet convenu". */
export const messageWords = ({ channel, purpose }: Pick<OutboxMessage, 'channel' | 'purpose'>): string =>
  `${channel === 'sms' ? 'SMS' : 'E-mail'} : ${MESSAGE_TEXTS[purpose].label.toLowerCase()}`;

/** "parti, aujourd’hui, 10 h 05"; "en attente, demain, 8 h 30". */
export const stateWords = (at: At, message: OutboxMessage): string => {
  const instant =
    message.state === 'waiting' ? message.notBefore : (message.settledAt ?? message.sentAt ?? message.createdAt);
  return `${STATE_WORDS[message.state]}, ${momentWords(instant, at.territory.zone, at.today)}`;
};

/** What a try from the settings page gave. */
export const tryWords = (result: SendResult): string =>
  result.kind === 'accepted'
    ? 'L’essai est parti. S’il n’arrive pas dans cinq minutes, vérifiez l’adresse ou le numéro.'
    : result.problem;

export const hasMessages = ({ switches }: At['territory']): boolean => switches.sms || switches.email;
