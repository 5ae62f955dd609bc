import type { MailSettings } from '#src/outbox/message-settings.ts';
import type { SendResult } from '#src/outbox/sender.ts';

/** What nodemailer and Node say of an error, as far as we read it. */
interface MailError {
  readonly code?: unknown;
  /** What Node said, where nodemailer says ESOCKET. */
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/** Faults of TLS, by their names in Node and OpenSSL. */
const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT)/u;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const notSent = (problem: string): SendResult => ({ kind: 'not-sent', problem });

/**
 * What a failed sending means, in French, and whether it can be tried again. The server's own words are left out: they quote
 * addresses.
 */
export const sayMailProblem = (
  error: unknown,
  { host, port, security }: Pick<MailSettings, 'host' | 'port' | 'security'>,
): SendResult => {
  const { code, originalCode, command, responseCode } = (error ?? {}) as MailError;
  const server = `${host}, port ${port}`;
  const name = textOf(code);
  const cause = textOf(originalCode);
  if (name === 'EDNS' || name === 'ENOTFOUND')
    return notSent(`Le serveur « ${host} » ne se trouve pas. Vérifiez son nom, sans faute de frappe.`);
  if ([name, cause].some((one) => CERTIFICATE.test(one)))
    return notSent(
      `Le certificat du serveur ${host} n’est pas valable pour ce nom. Vérifiez le nom, ou demandez à qui tient le serveur.`,
    );
  if (
    name === 'ETLS' ||
    /wrong version number|ssl3|EPROTO/iu.test(textOf((error as { readonly message?: unknown } | null)?.message))
  )
    return notSent(
      security === 'tls'
        ? `Le serveur (${server}) ne parle pas TLS d’emblée. Essayez « STARTTLS », souvent sur le port 587.`
        : `Le serveur (${server}) ne propose pas STARTTLS. Essayez « TLS », souvent sur le port 465.`,
    );
  if (name === 'EAUTH' || name === 'ENOAUTH')
    return notSent('Le serveur refuse l’identifiant ou le mot de passe. Tapez-les de nouveau dans les réglages.');
  // Perhaps it was given; the next try carries the same Message-ID.
  if (name === 'ETIMEDOUT')
    return notSent(`Le serveur (${server}) ne répond pas. Vérifiez le port, et s’il accepte cette machine.`);
  if (typeof responseCode === 'number') return sayAnswer(responseCode, textOf(command));
  if (['ECONNECTION', 'ESOCKET', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(name))
    return notSent(`Le serveur (${server}) n’a pas pu être joint. Vérifiez son nom et son port.`);
  return { kind: 'unknown', problem: `L’envoi par ${server} s’est interrompu, sans que l’on sache où.` };
};

/** RFC 5321: 4xx = later, 5xx = never. What concerns the sender is for the settings, not for the person. */
const sayAnswer = (answer: number, command: string): SendResult => {
  if (answer >= 400 && answer < 500) return notSent(`Le serveur demande d’essayer plus tard (réponse ${answer}).`);
  if (command.startsWith('RCPT'))
    return {
      kind: 'refused',
      problem: `Le serveur refuse cette adresse (réponse ${answer}). Vérifiez-la avec la personne.`,
    };
  if (command.startsWith('MAIL'))
    return notSent(`Le serveur refuse l’adresse d’envoi (réponse ${answer}). Voyez les réglages.`);
  return { kind: 'refused', problem: `Le serveur refuse ce message (réponse ${answer}).` };
};
