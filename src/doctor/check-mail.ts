import { good, look, mend, NO_NETWORK, type Said, unchecked } from '#src/doctor/finding.ts';
import type { SendResult } from '#src/outbox/sender.ts';

/** The TXT records of a name: none is []. @throws when nobody answers */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

/** What the domain of the sender says of who may write in its name. */
export interface DomainFacts {
  readonly domain: string;
  readonly spf: string | null;
  readonly dmarc: string | null;
  /** A key was found under one of the usual names; no one can list them. */
  readonly dkim: boolean;
}

/** Names under which mail providers publish their keys. */
const SELECTORS = [
  'default',
  'dkim',
  'mail',
  's1',
  's2',
  'k1',
  'selector1',
  'selector2',
  'google',
  'gm1',
  'brevo',
  'mailjet',
  'ovh1',
  'ovh2',
];

/** What the domain has to say of a provider, by the end of its server's name. */
const INCLUDES: Readonly<Record<string, string>> = {
  'gmail.com': 'include:_spf.google.com',
  'google.com': 'include:_spf.google.com',
  'office365.com': 'include:spf.protection.outlook.com',
  'outlook.com': 'include:spf.protection.outlook.com',
  'ovh.net': 'include:mx.ovh.com',
  'gandi.net': 'include:_mailcust.gandi.net',
  'brevo.com': 'include:spf.brevo.com',
  'mailjet.com': 'include:spf.mailjet.com',
  'infomaniak.com': 'include:spf.infomaniak.ch',
};

const senderOf = (server: string): string =>
  Object.entries(INCLUDES).find(([end]) => server === end || server.endsWith(`.${end}`))?.[1] ?? `a:${server}`;

/** To pass on, as it is, to whoever holds the domain name. */
export const judgeDomain = ({ domain, spf, dmarc, dkim }: DomainFacts, server: string): Said => {
  const asks: string[] = [];
  if (spf === null) asks.push(`SPF, un enregistrement TXT sur ${domain} : « v=spf1 mx ${senderOf(server)} ~all »`);
  if (dmarc === null)
    asks.push(
      `DMARC, un enregistrement TXT sur _dmarc.${domain} : « v=DMARC1; p=none; rua=mailto:postmaster@${domain} »`,
    );
  if (!dkim)
    asks.push(
      `DKIM, introuvable sous les noms habituels : à activer chez le fournisseur de ${server}, qui donne l’enregistrement`,
    );
  if (asks.length === 0) return good(`${domain} dit qui peut écrire en son nom (SPF, DKIM, DMARC).`);
  const sentence = `sans cela, des e-mails de ${domain} arrivent en indésirables. À demander à qui tient le nom de domaine : ${asks.join(' ; ')}.`;
  return spf === null && !dkim ? mend(sentence) : look(sentence);
};

/** Reads them. @throws when nobody answers */
export const readDomain = async (domain: string, resolveTxt: ResolveTxt): Promise<DomainFacts> => {
  const find = async (name: string, start: RegExp): Promise<string | null> =>
    (await resolveTxt(name)).map((parts) => parts.join('')).find((text) => start.test(text)) ?? null;
  const spf = await find(domain, /^v=spf1\b/iu);
  const dmarc = await find(`_dmarc.${domain}`, /^v=DMARC1\b/iu);
  const keys = await Promise.all(
    SELECTORS.map((name) => find(`${name}._domainkey.${domain}`, /\bp=[A-Za-z0-9+/]/u).catch(() => null)),
  );
  return { domain, spf, dmarc, dkim: keys.some((key) => key !== null) };
};

/** Whether the mail server takes us, without sending anything. */
export const judgeServer = (reached: SendResult): Said =>
  reached.kind === 'accepted'
    ? good('le serveur d’envoi répond et accepte le mot de passe.')
    : mend(`${reached.problem} Page « Les messages ».`);

export const checkDomain = async (address: string, server: string, resolveTxt: ResolveTxt | null): Promise<Said> => {
  if (resolveTxt === null) return unchecked(NO_NETWORK);
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  try {
    return judgeDomain(await readDomain(domain, resolveTxt), server.toLowerCase());
  } catch {
    return unchecked(NO_NETWORK);
  }
};
