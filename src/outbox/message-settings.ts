import type { IsoInstant } from '#src/time/units.ts';

export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;

/** The mail server through which a territory sends. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly security: (typeof MAIL_SECURITIES)[number];
  readonly user: string;
  /** Sealed: never read outside the sender. '' = no password. */
  readonly sealedPassword: string;
  readonly fromName: string;
  readonly fromAddress: string;
}

/** The way SMS leave: an adapter, and what it needs. */
export interface SmsSettings {
  readonly adapter: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Sealed, by name of field. */
  readonly sealed: Readonly<Record<string, string>>;
}

/** The wording of one message, where the territory chose its own. */
export interface OwnText {
  readonly sms?: string | undefined;
  readonly subject?: string | undefined;
  readonly email?: string | undefined;
}

/** What a territory says of its messages. */
export interface MessageSettings {
  readonly mail: MailSettings | null;
  readonly sms: SmsSettings | null;
  /** By purpose; what is absent is as proposed. */
  readonly texts: Readonly<Record<string, OwnText>>;
  readonly version: number;
}

/** Of a territory that never chose. */
export const NO_MESSAGES: MessageSettings = { mail: null, sms: null, texts: {}, version: 0 };

/** The settings of messages of one territory. */
export interface MessageSettingsStore {
  get(): Promise<MessageSettings>;
  /** Over the version that was read. */
  save(settings: MessageSettings, at: IsoInstant): Promise<'saved' | 'changed-meanwhile'>;
}
