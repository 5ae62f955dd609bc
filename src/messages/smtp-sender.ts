import nodemailer from 'nodemailer';
import { sayMailProblem } from '#src/messages/smtp-problems.ts';
import type { MailSettings } from '#src/outbox/message-settings.ts';
import type { Outgoing, Sender, SendResult } from '#src/outbox/sender.ts';

/** A server that says nothing for so long will not. Together they stay far below the lease of a message. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

export interface SmtpOptions {
  readonly settings: MailSettings;
  /** Opened; null when the server wants none. */
  readonly password: string | null;
  /** Where answers go: the team's own address. */
  readonly replyTo: string | null;
  /** Shorter in tests. */
  readonly timeouts?: Partial<typeof TIMEOUTS>;
  /** Certificates trusted beside the machine's own, for a server of one's own. */
  readonly ca?: string;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The same message sent twice has the same Message-ID: a mailbox shows it once. */
export const messageIdOf = (message: Pick<Outgoing, 'id'>, fromAddress: string): string =>
  `<${message.id}@${domainOf(fromAddress)}>`;

/** E-mail by the territory's own SMTP server; one connection for each message, so that nothing is held open. */
export const createSmtpSender = ({ settings, password, replyTo, timeouts = {}, ca }: SmtpOptions): Sender => {
  const transport = nodemailer.createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    ...(password === null ? {} : { auth: { user: settings.user, pass: password } }),
    ...TIMEOUTS,
    ...timeouts,
    ...(ca === undefined ? {} : { tls: { ca } }),
    // A text is a text: no part of it may make the service read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message): Promise<SendResult> {
      const messageId = messageIdOf(message, settings.fromAddress);
      try {
        await transport.sendMail({
          messageId,
          from: { name: settings.fromName, address: settings.fromAddress },
          to: { name: '', address: message.to },
          ...(replyTo === null ? {} : { replyTo: { name: settings.fromName, address: replyTo } }),
          subject: message.subject ?? '',
          text: message.text,
          ...(message.html === null ? {} : { html: message.html }),
          headers: {
            // Absence messages stay silent (RFC 3834), and any mail reader offers to stop (RFC 2369).
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'List-Unsubscribe': `<mailto:${replyTo ?? settings.fromAddress}?subject=${encodeURIComponent('Ne plus m’écrire')}>`,
          },
        });
        return { kind: 'accepted', providerId: messageId };
      } catch (error) {
        return sayMailProblem(error, settings);
      }
    },
    async reach(): Promise<SendResult> {
      try {
        await transport.verify();
        return { kind: 'accepted', providerId: null };
      } catch (error) {
        return sayMailProblem(error, settings);
      }
    },
  };
};
