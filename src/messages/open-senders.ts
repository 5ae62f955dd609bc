import { openSecret } from '#src/messages/seal-secret.ts';
import { SMS_ADAPTERS } from '#src/messages/sms-adapters.ts';
import { createSmtpSender } from '#src/messages/smtp-sender.ts';
import type { MailSettings, MessageSettings, SmsSettings } from '#src/outbox/message-settings.ts';
import { readyChannels } from '#src/outbox/channels.ts';
import type { Sender, Senders, SmsSender } from '#src/outbox/sender.ts';
import type { SmsMachine } from '#src/outbox/sms-adapter.ts';
import type { Territory } from '#src/territory/territory.ts';

/** What opening senders takes: the key of the secrets, and the machine. */
export interface SenderTools extends SmsMachine {
  readonly secret: Uint8Array;
}

/** Where a secret belongs: it opens nowhere else. */
export const secretPlace = (territoryId: string, field: string): string => `${territoryId} ${field}`;
export const MAIL_PASSWORD = 'mail password';
export const smsSecret = (adapter: string, field: string): string => `sms ${adapter} ${field}`;

const LOST = 'Le mot de passe gardé ne s’ouvre plus : tapez-le de nouveau dans les réglages.';
const cannot = (problem: string): SmsSender => ({ send: async () => ({ kind: 'not-sent', problem }) });

export const openMail = (territory: Territory, settings: MailSettings, { secret }: SenderTools): Sender => {
  const { sealedPassword } = settings;
  const password =
    sealedPassword === '' ? null : openSecret(secret, secretPlace(territory.id, MAIL_PASSWORD), sealedPassword);
  return password === undefined ? cannot(LOST) : createSmtpSender({ settings, password, replyTo: territory.email });
};

export const openSms = (territory: Territory, settings: SmsSettings, tools: SenderTools): SmsSender => {
  const adapter = SMS_ADAPTERS.find(({ id }) => id === settings.adapter);
  if (!adapter) return cannot('La façon d’envoyer choisie n’existe plus : choisissez-en une autre dans les réglages.');
  const fields: Record<string, string> = { ...settings.fields };
  for (const [field, sealed] of Object.entries(settings.sealed)) {
    const opened = openSecret(tools.secret, secretPlace(territory.id, smsSecret(adapter.id, field)), sealed);
    if (opened === undefined) return cannot(LOST);
    fields[field] = opened;
  }
  return adapter.open(fields, { ...tools, zone: territory.zone });
};

/** The senders of a territory, as its settings say; null for a channel that is off. */
export const openSenders = (territory: Territory, settings: MessageSettings, tools: SenderTools): Senders => {
  const ready = readyChannels(territory.switches, settings);
  return {
    sms: ready.sms && settings.sms ? openSms(territory, settings.sms, tools) : null,
    email: ready.email && settings.mail ? openMail(territory, settings.mail, tools) : null,
  };
};
