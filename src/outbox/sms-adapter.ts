import type { SendResult, SmsSender } from '#src/outbox/sender.ts';
import type { MailSettings, SmsSettings } from '#src/outbox/message-settings.ts';
import type { Territory } from '#src/territory/territory.ts';

/** One field of the settings of an adapter. */
export interface SmsField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Kept sealed, never shown again. */
  readonly secret?: boolean;
  readonly optional?: boolean;
  /** Proposed the first time. */
  readonly initial?: string;
  /** A French sentence when what was typed cannot work. */
  readonly check?: (value: string) => string | undefined;
}

/** What the machine gives to adapters: nothing that a member types. */
export interface SmsMachine {
  /** Folder in which the gammu daemons of this machine keep their spools. */
  readonly gammuFolder: string;
}

/** Where an adapter works: a machine, and the zone of the territory, which is that of its telephone network. */
export interface SmsPlace extends SmsMachine {
  readonly zone: string;
}

/** A way to send SMS, as the settings page offers it. A new one is one file, and its line in the list of adapters. */
export interface SmsAdapter {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly fields: readonly SmsField[];
  /** @param fields all of them, secrets opened. */
  open(fields: Readonly<Record<string, string>>, place: SmsPlace): SmsSender;
}

/** What the pages of settings need of the messages. */
export interface MessageTools {
  readonly smsAdapters: readonly SmsAdapter[];
  /** Seals a secret of this territory; `field` binds it to its place. */
  seal(territoryId: string, field: string, text: string): string;
  /** Sends at once, outside the outbox, with settings that may not be saved yet, and says what happened. */
  tryMail(territory: Territory, settings: MailSettings, to: string): Promise<SendResult>;
  trySms(territory: Territory, settings: SmsSettings, to: string): Promise<SendResult>;
  /** Whether the mail server takes us, without sending anything. */
  reachMail(territory: Territory, settings: MailSettings): Promise<SendResult>;
  /** Whether the gateway answers; null where it cannot be asked. */
  reachSms(territory: Territory, settings: SmsSettings, now: Temporal.Instant): Promise<boolean | null>;
}
