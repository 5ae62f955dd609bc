import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { isIP } from 'node:net';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SaidToPeople } from '#src/said-to-people.ts';
import { isPublicAddress, lookupPublic, PrivateAddress } from '#src/sources/public-address.ts';

export interface DownloadOptions {
  /** Where it is kept; what was begun there before is taken up again. */
  readonly folder: string;
  /** Whether addresses inside the network of this machine may be read. */
  readonly anyAddress: boolean;
  readonly onProgress?: (share: number) => void;
}

/** Twice the largest region of France; the file of the whole country would fit no small machine anyway. */
const MOST_BYTES = 2e9;
const MOST_REDIRECTIONS = 5;
/** Without a byte for so long, the line is dead. */
const SILENCE_MILLISECONDS = 60_000;

const GO_ON = 'Recommencez : ce qui est déjà arrivé ne sera pas téléchargé une seconde fois.';

/**
 * Brings a file over HTTP, or the rest of it when an earlier try was cut short and the file has not changed since.
 * @returns where it is
 * @throws SaidToPeople for whatever a person can mend
 */
export const download = async (address: string, options: DownloadOptions): Promise<string> => {
  const url = checkUrl(address);
  const folder = join(options.folder, createHash('sha256').update(url.href).digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileNameOf(url));
  try {
    await bring(url, `${path}.partiel`, options);
    await rename(`${path}.partiel`, path);
    await rm(`${path}.partiel.suite`, { force: true });
    return path;
  } catch (error) {
    throw sayWhyNot(url, error);
  }
};

const checkUrl = (address: string): URL => {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/u.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new SaidToPeople(
      `« ${address.trim().slice(0, 200)} » n’est pas une adresse de fichier. Elle commence par https:// et se termine par .osm.pbf.`,
    );
  return url;
};

/** A name for a file of this machine, whatever the address says. */
const fileNameOf = (url: URL): string =>
  basename(url.pathname)
    .replaceAll(/[^A-Za-z0-9._-]/gu, '')
    .replace(/^\.+/u, '')
    .slice(0, 100) || 'routes';

const bring = async (url: URL, partial: string, options: DownloadOptions): Promise<void> => {
  const begun = await whatIsThere(partial);
  const headers: Record<string, string> = { 'user-agent': 'Lotocar', 'accept-encoding': 'identity' };
  if (begun !== null) {
    headers['range'] = `bytes=${begun.bytes}-`;
    // The whole file comes again if it is no longer the one that was begun.
    headers['if-range'] = begun.validator;
  }
  const response = await ask(url, headers, options.anyAddress);
  const status = response.statusCode ?? 0;
  const resumed = begun !== null && status === 206;
  if (status !== 200 && !resumed) {
    response.destroy();
    if (status === 416) await rm(partial, { force: true });
    throw sayStatus(url, status);
  }
  if (/^text\/html/iu.test(response.headers['content-type'] ?? '')) {
    response.destroy();
    throw new SaidToPeople(
      `L’adresse ${url.href} donne une page à lire, pas un fichier. Copiez l’adresse du fichier « .osm.pbf » lui-même.`,
    );
  }
  const before = resumed ? begun.bytes : 0;
  const total = before + Number(response.headers['content-length'] ?? Number.NaN);
  if (total > MOST_BYTES) {
    response.destroy();
    throw sayTooLong(url, total);
  }
  const validator = response.headers.etag ?? response.headers['last-modified'];
  if (validator !== undefined && !validator.startsWith('W/')) await writeFile(`${partial}.suite`, validator);
  else if (!resumed) await rm(`${partial}.suite`, { force: true });
  let bytes = before;
  const counting = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) done(sayTooLong(url, bytes));
      else {
        if (total > 0) options.onProgress?.(Math.min(1, bytes / total));
        done(null, chunk);
      }
    },
  });
  await pipeline(response, counting, createWriteStream(partial, { flags: resumed ? 'a' : 'w' }));
  if (total > 0 && bytes !== total) throw new Error('the connection ended before the file');
};

interface Begun {
  readonly bytes: number;
  /** What tells whether the file is still the same: its ETag or its date. */
  readonly validator: string;
}

const whatIsThere = async (partial: string): Promise<Begun | null> => {
  try {
    const [{ size }, validator] = await Promise.all([stat(partial), readFile(`${partial}.suite`, 'utf8')]);
    return size > 0 && validator !== '' ? { bytes: size, validator } : null;
  } catch {
    return null;
  }
};

const ask = async (
  url: URL,
  headers: Readonly<Record<string, string>>,
  anyAddress: boolean,
  redirections = 0,
): Promise<IncomingMessage> => {
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  // A name is looked up below; an address written in figures never is.
  if (!anyAddress && isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddress();
  const get = url.protocol === 'https:' ? getSecure : getPlain;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(url, { headers, ...(anyAddress ? {} : { lookup: lookupPublic }) }, resolve);
    request.setTimeout(SILENCE_MILLISECONDS, () => request.destroy(new Error('no word for a long time')));
    request.once('error', reject);
  });
  const { location } = response.headers;
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) return response;
  response.destroy();
  if (redirections === MOST_REDIRECTIONS) throw new Error('too many redirections');
  return ask(checkUrl(new URL(location, url).href), headers, anyAddress, redirections + 1);
};

const sayStatus = (url: URL, status: number): SaidToPeople => {
  if (status === 404 || status === 410)
    return new SaidToPeople(`Il n’y a pas de fichier à l’adresse ${url.href}. Vérifiez-la.`);
  if (status === 401 || status === 403)
    return new SaidToPeople(`L’adresse ${url.href} ne donne pas ce fichier à tout le monde.`);
  return new SaidToPeople(`Le site ${url.host} ne donne pas le fichier pour l’instant (réponse ${status}). ${GO_ON}`);
};

const sayTooLong = (url: URL, bytes: number): SaidToPeople =>
  new SaidToPeople(
    `Le fichier ${basename(url.pathname)} est trop gros (${(bytes / 1e9).toFixed(1).replace('.', ',')} Go) : prenez celui de votre région, ou un fichier de routes déjà préparé.`,
  );

const sayWhyNot = (url: URL, error: unknown): unknown => {
  if (error instanceof SaidToPeople) return error;
  if (error instanceof PrivateAddress)
    return new SaidToPeople(`L’adresse ${url.host} est celle d’un réseau privé : elle n’est pas lue d’ici.`);
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC')
    return new SaidToPeople('Le disque de cette machine est plein. Faites de la place, puis recommencez.');
  if (code === 'EACCES' || code === 'EROFS') return error;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new SaidToPeople(`Le site ${url.host} est introuvable. Vérifiez l’adresse et la connexion à internet.`);
  return new SaidToPeople(`Le téléchargement depuis ${url.host} s’est arrêté en route. ${GO_ON}`);
};
