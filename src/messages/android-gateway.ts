import { isIP } from 'node:net';
import { z } from 'zod';
import { parsePhone } from '#src/people/phone.ts';
import type { SendResult, SmsReport } from '#src/outbox/sender.ts';
import type { SmsAdapter } from '#src/outbox/sms-adapter.ts';
import { isPublicAddress } from '#src/sources/public-address.ts';
import { formatInstant } from '#src/time/zone.ts';

const CLOUD = 'https://api.sms-gate.app/3rdparty/v1';
/** Far below the lease of a message. */
const SILENCE_MILLISECONDS = 20_000;
/** SMS asked at once. */
const MOST_RECEIVED = 200;

const state = z.object({
  id: z.string(),
  state: z.enum(['Pending', 'Processed', 'Sent', 'Delivered', 'Failed']),
  recipients: z.array(z.object({ error: z.string().nullish() })).default([]),
});
const incoming = z.array(
  z.object({
    id: z.coerce.string(),
    type: z.string(),
    sender: z.string(),
    contentPreview: z.string(),
    createdAt: z.string(),
  }),
);

/** In clear only where the line is one's own: the password goes with each request. */
const checkAddress = (text: string): string | undefined => {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/u.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    return 'Écrivez l’adresse que montre l’application, par exemple http://192.168.1.20:8080';
  const host = url.hostname.replaceAll(/^\[|\]$/gu, '');
  // No telephone is there: it is where a host's machines ask who they are.
  if (/^(?:169\.254\.|fe[89ab])/iu.test(host) && isIP(host) !== 0)
    return 'Cette adresse n’est pas celle d’un téléphone.';
  const own = host === 'localhost' || host.endsWith('.local') || (isIP(host) !== 0 && !isPublicAddress(host));
  return url.protocol === 'http:' && !own
    ? 'Sur internet, l’adresse doit commencer par https:// : sinon le mot de passe passe en clair.'
    : undefined;
};

/** Faults of a connection that was never made: nothing left. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

const codeOf = (error: unknown): string => {
  const { cause } = (error ?? {}) as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : '';
};

const NOT_REACHED = 'Le téléphone (ou le service qui le relie) n’a pas pu être joint. Est-il allumé, sur le réseau ?';

const reportFrom = (text: string): SmsReport => {
  const read = state.parse(JSON.parse(text));
  switch (read.state) {
    case 'Delivered':
      return { kind: 'delivered' };
    case 'Sent':
      return { kind: 'sent' };
    case 'Failed':
      // Its words are Android's, in English ("RESULT_ERROR_NO_SERVICE"): the team needs to know that it did not leave.
      return { kind: 'failed', problem: 'Le téléphone n’a pas pu envoyer ce SMS : réseau, crédit ou numéro.' };
    default:
      return { kind: 'pending' };
  }
};

/**
 * SMS Gateway for Android (capcom6/android-sms-gateway): an Android phone of the team sends and receives. On the local network
 * or through a server, the same requests. Messages carry our id: given twice, the gateway answers that it has it.
 */
export const androidGateway: SmsAdapter = {
  id: 'android',
  label: 'Un téléphone Android',
  hint: 'Avec l’application libre « SMS Gateway for Android » : l’adresse, l’identifiant et le mot de passe se lisent sur son écran.',
  fields: [
    {
      name: 'adresse',
      label: 'Adresse',
      initial: CLOUD,
      hint: 'Sur votre réseau : http://192.168.1.20:8080, par exemple. Par internet : celle qui est proposée.',
      check: checkAddress,
    },
    { name: 'identifiant', label: 'Identifiant' },
    { name: 'motDePasse', label: 'Mot de passe', secret: true },
  ],
  open({ adresse = CLOUD, identifiant = '', motDePasse = '' }) {
    const base = adresse.replace(/\/+$/u, '');
    const authorization = `Basic ${Buffer.from(`${identifiant}:${motDePasse}`).toString('base64')}`;
    const ask = async (path: string, body?: unknown): Promise<{ readonly status: number; readonly text: string }> => {
      const response = await fetch(`${base}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          Authorization: authorization,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Elsewhere is not what the territory typed.
        redirect: 'manual',
        signal: AbortSignal.timeout(SILENCE_MILLISECONDS),
      });
      return { status: response.status, text: await response.text() };
    };

    const reportOf = async ({ id }: { readonly id: string }): Promise<SmsReport> => {
      const { status, text } = await ask(`/message/${encodeURIComponent(id)}`);
      if (status === 404) return { kind: 'not-known' };
      return status === 200 ? reportFrom(text) : { kind: 'pending' };
    };

    /** Whether it was taken, when the answer did not say. */
    const wasTaken = async (id: string): Promise<SendResult> => {
      const unknown: SendResult = {
        kind: 'unknown',
        problem: 'Le téléphone n’a pas répondu : le SMS est peut-être parti.',
      };
      try {
        const { kind } = await reportOf({ id });
        if (kind === 'not-known') return { kind: 'not-sent', problem: NOT_REACHED };
        return kind === 'pending' ? unknown : { kind: 'accepted', providerId: id };
      } catch {
        return unknown;
      }
    };

    return {
      async send({ id, to, text }): Promise<SendResult> {
        let answer: Awaited<ReturnType<typeof ask>>;
        try {
          answer = await ask('/message', { id, message: text, phoneNumbers: [to], withDeliveryReport: true });
        } catch (error) {
          return NEVER_CONNECTED.includes(codeOf(error)) ? { kind: 'not-sent', problem: NOT_REACHED } : wasTaken(id);
        }
        const { status } = answer;
        // 409: it already has a message of this id.
        if ((status >= 200 && status < 300) || status === 409) return { kind: 'accepted', providerId: id };
        if (status === 401 || status === 403)
          return {
            kind: 'not-sent',
            problem: 'L’application refuse l’identifiant ou le mot de passe. Tapez-les de nouveau.',
          };
        if (status === 400) return { kind: 'refused', problem: 'L’application refuse ce numéro ou ce texte.' };
        if (status === 404 || (status >= 300 && status < 400))
          return { kind: 'not-sent', problem: 'Cette adresse n’est pas celle de l’application. Vérifiez-la.' };
        return wasTaken(id);
      },
      reportOf,
      async arrivals(since) {
        const query = new URLSearchParams({ type: 'SMS', from: formatInstant(since), limit: String(MOST_RECEIVED) });
        const { status, text } = await ask(`/inbox?${query.toString()}`);
        // An application from before it could be asked what it received.
        const received = status === 200 ? incoming.parse(JSON.parse(text)) : [];
        return {
          received: received.map((sms) => ({
            providerId: `android ${sms.id}`,
            from: parsePhone(sms.sender)?.number ?? sms.sender,
            text: sms.contentPreview,
            receivedAt: formatInstant(Temporal.Instant.from(sms.createdAt)),
          })),
          reports: [],
          forget: async () => undefined,
        };
      },
    };
  },
};
