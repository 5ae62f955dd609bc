import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type FileWanted,
  isCut,
  sayNoRoom,
  sayPage,
  sayStatus,
  sayTooLong,
  sayWhyStopped,
} from '#src/sources/download-faults.ts';
import { openAddress, parseAddress } from '#src/sources/open-address.ts';

export interface DownloadOptions {
  /** Where it is kept; what was begun there before is taken up again. */
  readonly folder: string;
  /** Whether addresses inside the network of this machine may be read: for its administrator only. */
  readonly anyAddress: boolean;
  readonly wanted: FileWanted;
  /** 'name:password' for the site of the address. */
  readonly login?: string | null;
  /** What is here already of an earlier day: nothing is brought when it is still the same. */
  readonly known?: Validators | null;
  /** @param share of the file that is here, from 0 to 1 */
  readonly onProgress?: (share: number) => void;
  /** Milliseconds before each new try when the line was cut without having brought a byte. */
  readonly pauses?: readonly number[];
  /** A larger file is refused. */
  readonly mostBytes?: number;
}

/** What tells whether a file is still the same (RFC 9110, 8.8). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A file that was brought, or the word that it is still the one known. */
export type Downloaded = { readonly kind: 'same' } | ({ readonly kind: 'brought'; readonly path: string } & Validators);

/** Four times the largest region of France; the file of the whole country fits no small machine anyway. */
const MOST_BYTES = 2e9;
const PAUSES = [1000, 5000, 15_000];
/** Left free on the disk, for the road map itself and for the rest of the service. */
const KEPT_FREE_BYTES = 300e6;

/**
 * Brings a file over HTTP, or the rest of it when an earlier try was cut short and the file has not changed since. A file
 * that is there whole is asked for too: a newer one replaces it.
 * @returns where it is: whoever asked removes it with its folder
 * @throws SaidToPeople for whatever a person can mend; what has come is kept
 */
export const download = async (address: string, options: Omit<DownloadOptions, 'known'>): Promise<string> => {
  const downloaded = await downloadIfNewer(address, options);
  if (downloaded.kind === 'same') throw new Error('the server says that a file unknown to us has not changed');
  return downloaded.path;
};

/** The same, unless it is still what `known` says. */
export const downloadIfNewer = async (address: string, options: DownloadOptions): Promise<Downloaded> => {
  const url = parseAddress(address, options.wanted);
  const path = pathOf(url, options.folder, options.wanted.name);
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const validators = await bringPatiently(url, path, options);
    return validators === null ? { kind: 'same' } : { kind: 'brought', path, ...validators };
  } catch (error) {
    throw sayWhyStopped(url, error);
  }
};

/** The name at the end of the address is the one people are told; a folder for each address keeps two of a name apart. */
const pathOf = (url: URL, folder: string, otherwise: string): string => {
  const name = basename(url.pathname)
    .replaceAll(/[^A-Za-z0-9._-]/gu, '')
    .replace(/^\.+/u, '')
    .slice(-100);
  const own = createHash('sha256').update(url.href).digest('hex').slice(0, 16);
  return join(folder, own, name === '' ? otherwise : name);
};

const bringPatiently = async (url: URL, path: string, options: DownloadOptions): Promise<Validators | null> => {
  const pauses = options.pauses ?? PAUSES;
  for (let vain = 0; ;) {
    const before = await readBegun(path);
    try {
      return await bring(url, path, options);
    } catch (error) {
      // What could not be taken up again brought nothing.
      const after = await readBegun(path);
      vain = (after?.bytes ?? 0) > (before?.bytes ?? 0) ? 0 : vain + 1;
      const pause = pauses[Math.max(0, vain - 1)];
      if (!isCut(error) || pause === undefined) throw error;
      await sleep(pause);
    }
  }
};

/** @returns null when the file is still the one known */
const bring = async (url: URL, path: string, options: DownloadOptions): Promise<Validators | null> => {
  const begun = await readBegun(path);
  const response = await openAddress(url, {
    anyAddress: options.anyAddress,
    wanted: options.wanted,
    login: options.login,
    headers: {
      'user-agent': 'Lotocar',
      'accept-encoding': 'identity',
      // The whole file comes again if it is no longer the one that was begun.
      ...(begun === null
        ? conditionsOf(options.known)
        : { range: `bytes=${begun.bytes}-`, 'if-range': begun.validator }),
    },
  });
  try {
    const status = response.statusCode ?? 0;
    if (status === 416 && begun !== null) {
      if (totalOf(response.headers['content-range']) === begun.bytes) return validatorsOf(response);
      await rm(path, { force: true });
      throw new Error('the file became shorter');
    }
    if (status === 304 && begun === null && options.known) return null;
    const resumed = status === 206 && begun !== null;
    if (status !== 200 && !resumed) throw sayStatus(url, status, options.login != null);
    if (/^(?:text\/html|application\/xhtml)/iu.test(response.headers['content-type'] ?? ''))
      throw sayPage(url, options.wanted);
    await receive(url, response, path, resumed ? begun.bytes : 0, options);
    return validatorsOf(response);
  } finally {
    response.destroy();
  }
};

const receive = async (
  url: URL,
  response: IncomingMessage,
  path: string,
  before: number,
  { mostBytes = MOST_BYTES, onProgress, wanted }: DownloadOptions,
): Promise<void> => {
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  const total = before + length;
  if (total > mostBytes) throw sayTooLong(url, total, wanted);
  const { bavail, bsize } = await statfs(join(path, '..'));
  const free = bavail * bsize - KEPT_FREE_BYTES;
  if (length > free) throw sayNoRoom(length - free);
  if (before === 0) await noteBegun(path, response);
  let bytes = before;
  // Written piece by piece, so that all that came before a cut is there to be taken up again.
  await using file = await open(path, before > 0 ? 'a' : 'w', 0o600);
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw sayTooLong(url, bytes, wanted);
    await file.writeFile(chunk);
    if (total > 0) onProgress?.(Math.min(1, bytes / total));
  }
  if (total > 0 && bytes < total) throw new Error('the connection ended before the file');
};

const conditionsOf = (known: Validators | null | undefined): Readonly<Record<string, string>> => ({
  ...(known?.etag == null ? {} : { 'if-none-match': known.etag }),
  ...(known?.lastModified == null ? {} : { 'if-modified-since': known.lastModified }),
});

const validatorsOf = ({ headers }: IncomingMessage): Validators => ({
  etag: headers.etag ?? null,
  lastModified: headers['last-modified'] ?? null,
});

interface Begun {
  readonly bytes: number;
  /** What tells whether the file is still the same: its ETag or its date. */
  readonly validator: string;
}

const validatorPath = (path: string): string => `${path}.suite`;

/** Only a strong validator promises the same bytes (RFC 9110, 8.8.1). Without one the file comes whole each time. */
const noteBegun = async (path: string, response: IncomingMessage): Promise<void> => {
  const { etag, 'last-modified': modified } = response.headers;
  const validator = etag !== undefined && !etag.startsWith('W/') ? etag : modified;
  await rm(path, { force: true });
  if (validator === undefined) await rm(validatorPath(path), { force: true });
  else await writeFile(validatorPath(path), validator, { mode: 0o600 });
};

const readBegun = async (path: string): Promise<Begun | null> => {
  const bytes = await sizeOf(path);
  const validator = await readFile(validatorPath(path), 'utf8').catch(() => '');
  return bytes > 0 && validator !== '' ? { bytes, validator } : null;
};

const sizeOf = async (path: string): Promise<number> => {
  try {
    const { size } = await stat(path);
    return size;
  } catch {
    return 0;
  }
};

/** What follows the slash of `Content-Range`: how long the whole file is. */
const totalOf = (range: string | undefined): number => Number(/\/(\d+)$/u.exec(range ?? '')?.[1] ?? Number.NaN);
