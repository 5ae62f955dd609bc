import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { isIP } from 'node:net';
import { type FileWanted, sayNotAnAddress, sayRoundAndRound } from '#src/sources/download-faults.ts';
import { isPublicAddress, lookupPublic, PrivateAddress } from '#src/sources/public-address.ts';

export interface OpenOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Whether addresses inside the network of this machine may be read: for its administrator only. */
  readonly anyAddress: boolean;
  /** What is looked for, for the sentence about an address that is none. */
  readonly wanted: FileWanted;
  /** 'name:password', said to the site of the address alone, never to one that it leads to. */
  readonly login?: string | null | undefined;
  /** Gives the question up before the answer begins. */
  readonly signal?: AbortSignal;
}

const MOST_REDIRECTIONS = 5;
/** Without a byte for so long, the line is dead. */
const SILENCE_MILLISECONDS = 60_000;

/** @throws SaidToPeople when it is no address of a file on the web */
export const parseAddress = (text: string, wanted: FileWanted): URL => {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/u.test(url.protocol) || url.username !== '' || url.password !== '')
    throw sayNotAnAddress(text, wanted);
  return url;
};

/**
 * The answer to a GET, its body not yet read, after the redirections, each looked at like the first address.
 * @throws PrivateAddress, SaidToPeople for an address that is none, or the error of the network
 */
export const openAddress = async (url: URL, options: OpenOptions, redirections = 0): Promise<IncomingMessage> => {
  const host = url.hostname.replaceAll(/^\[|\]$/gu, '');
  // A name is looked up on the way; an address written in figures never is.
  if (!options.anyAddress && isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddress();
  const response = await ask(url, options);
  const { location } = response.headers;
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) return response;
  response.destroy();
  if (redirections === MOST_REDIRECTIONS) throw sayRoundAndRound(url);
  const next = URL.parse(location, url);
  if (next === null || (url.protocol === 'https:' && next.protocol !== 'https:'))
    throw sayNotAnAddress(location, options.wanted);
  const login = next.origin === url.origin ? options.login : null;
  return openAddress(parseAddress(next.href, options.wanted), { ...options, login }, redirections + 1);
};

const ask = (url: URL, { headers: said, anyAddress, login, signal }: OpenOptions): Promise<IncomingMessage> => {
  const headers =
    login == null ? said : { ...said, authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}` };
  const get = url.protocol === 'https:' ? getSecure : getPlain;
  return new Promise((resolve, reject) => {
    // A connection of its own: one kept open for later could lead to an address that was never looked at.
    const request = get(
      url,
      { headers, agent: false, ...(anyAddress ? {} : { lookup: lookupPublic }), ...(signal && { signal }) },
      resolve,
    );
    request.setTimeout(SILENCE_MILLISECONDS, () => request.destroy(new Error('no word for a long time')));
    request.once('error', reject);
  });
};
