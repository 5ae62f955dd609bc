import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { SaidToPeople } from '#src/said-to-people.ts';
import { type FileWanted, isCut, sayPage, sayStatus, sayWhyStopped } from '#src/sources/download-faults.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { type KnownIds, readRealtime, type RealtimeRead } from '#src/sources/gtfs-realtime/read-realtime.ts';
import { openAddress, parseAddress } from '#src/sources/open-address.ts';
import type { Clock } from '#src/time/units.ts';

export interface RealtimeAsk {
  readonly address: string;
  /** 'name:password' for the site of the address. */
  readonly login: string | null;
  readonly known: KnownIds;
  readonly clock: Clock;
  /** Whether addresses inside the network of this machine may be read: in tests only. */
  readonly anyAddress?: boolean;
  readonly patience?: number;
}

/** From the first word to the last byte. */
const PATIENCE_MILLISECONDS = 10_000;
/** Three times what the trains of France say. */
const MOST_BYTES = 16_000_000;

export const REALTIME_FEED: FileWanted = {
  addresses: 'Elle commence par https://.',
  copy: 'Copiez l’adresse du flux GTFS-RT lui-même.',
  instead: 'Prenez le flux d’un réseau plus petit.',
  name: 'temps-reel',
};

/**
 * Asks a network what it says of its vehicles now. Addresses are looked at as those of timetables are.
 * @throws SaidToPeople with what to tell the team
 */
export const fetchRealtime = async (ask: RealtimeAsk): Promise<RealtimeRead> => {
  const url = parseAddress(ask.address, REALTIME_FEED);
  try {
    const bytes = await bring(url, ask);
    return await readRealtime(bytes, ask.known, ask.clock());
  } catch (error) {
    if (error instanceof NotRealtime) throw sayWhat(url, error);
    if (error instanceof TooLong)
      throw new SaidToPeople(`Le flux de ${url.host} est trop gros. ${REALTIME_FEED.instead}`);
    const said = sayWhyStopped(url, error);
    // What is said of a file that will be taken up again makes no sense here.
    throw said instanceof SaidToPeople && isCut(error)
      ? new SaidToPeople(`Le site ${url.host} n’a pas donné le flux en entier, ou pas à temps.`)
      : said;
  }
};

class TooLong extends Error {}

const bring = async (url: URL, { login, anyAddress = false, patience = PATIENCE_MILLISECONDS }: RealtimeAsk) => {
  const late = AbortSignal.timeout(patience);
  const response = await openAddress(url, {
    anyAddress,
    wanted: REALTIME_FEED,
    login,
    headers: { 'user-agent': 'Lotocar', 'accept-encoding': 'identity, gzip' },
    signal: late,
  });
  try {
    const status = response.statusCode ?? 0;
    if (status !== 200) throw sayStatus(url, status, login !== null);
    if (/^(?:text\/html|application\/xhtml)/iu.test(response.headers['content-type'] ?? ''))
      throw sayPage(url, REALTIME_FEED);
    late.addEventListener('abort', () => response.destroy(new Error('too slow')));
    return open(response, await bytesOf(response));
  } finally {
    response.destroy();
  }
};

const bytesOf = async (response: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new TooLong();
    chunks.push(chunk);
  }
  const announced = Number(response.headers['content-length'] ?? length);
  if (length < announced) throw new Error('the connection ended before the feed');
  return Buffer.concat(chunks);
};

/** Some sites compress whatever they are asked. */
const open = (response: IncomingMessage, bytes: Uint8Array): Uint8Array => {
  if (response.headers['content-encoding'] !== 'gzip') return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw error instanceof RangeError ? new TooLong() : new NotRealtime('damaged');
  }
};

const sayWhat = (url: URL, { why }: NotRealtime): SaidToPeople => {
  switch (why) {
    case 'partial':
      return new SaidToPeople(
        `Le flux de ${url.host} ne dit que ce qui change d’une fois à l’autre : il ne peut pas être lu ici. Demandez au réseau son flux complet.`,
      );
    case 'foreign':
    case 'damaged':
      return new SaidToPeople(
        `Ce que donne ${url.host} n’est pas un flux GTFS-RT, ou pas en entier. ${REALTIME_FEED.copy}`,
      );
  }
};
