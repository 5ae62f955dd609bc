import { join } from 'node:path';
import {
  createImporting,
  type ImportEnd,
  type Importing,
  type ImportTask,
  type StartedImport,
} from '#src/imports/importing.ts';
import type { ImportSource } from '#src/imports/import-source.ts';
import type { ImportParts, ImportRequest } from '#src/imports/import-parts.ts';
import { SILENT } from '#src/imports/is-alive.ts';
import { keepMadeFile, releaseMadeFiles } from '#src/imports/made-files.ts';
import type { RunOptions } from '#src/imports/run-in-thread.ts';
import { openSecret, sealSecret } from '#src/messages/seal-secret.ts';
import type {
  FeedImport,
  FeedPlace,
  FeedStore,
  TimetableFeed,
  TimetableInUse,
  TimetableStep,
} from '#src/timetables-import/feed-store.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { splitLogin } from '#src/timetables-import/split-login.ts';
import type { TimetableMade, TimetableOrder } from '#src/timetables-import/import-messages.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Timetables that someone asks for. */
export interface TimetableRequest extends ImportRequest<TimetableStep> {
  readonly territoryId: string;
  /** The feed they are for; a new one by default. */
  readonly feedId?: string | undefined;
  /** As the team calls it; what it was called already by default. */
  readonly name?: string;
  /** A file, or an address, which may hold a name and a password; by default the address of the feed, read again. */
  readonly source?: ImportSource;
  /** Nothing is read again when the site says that nothing has changed. */
  readonly onlyIfNewer?: boolean;
}

/** How an import ended: with the timetable now in use, which may be the one before when it is still the newest. */
export type TimetableEnd = ImportEnd<TimetableInUse>;

export type StartedTimetable =
  | Exclude<StartedImport<FeedImport, TimetableInUse>, { readonly kind: 'started' }>
  | { readonly kind: 'started'; readonly end: Promise<TimetableEnd>; readonly feedId: string }
  /** There is no such feed, or it has no address to be read again from. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-many' };

/** The imports of timetables of this process: one at a time. */
export interface TimetableImports extends Pick<Importing<TimetableStep>, 'receive' | 'close'> {
  start(request: TimetableRequest): Promise<StartedTimetable>;
  /** Stops the import of a feed, whatever process it runs in. What was downloaded is kept. */
  cancel(territoryId: string, feedId: string): Promise<void>;
  /** The feed is no longer one of the territory. */
  remove(territoryId: string, feedId: string): Promise<void>;
  /** Removes all feeds of a territory, with their files. */
  forget(territoryId: string): Promise<void>;
}

export interface TimetableImportsParts extends ImportParts<FeedStore> {
  readonly zoneOf: (territoryId: string) => Promise<string>;
  readonly makeTimetable: (order: TimetableOrder, options: RunOptions<TimetableStep>) => Promise<TimetableMade>;
  readonly secret: Uint8Array;
  /** Milliseconds that an import may take. */
  readonly patience?: number;
}

/** The feed of a request, and where it comes from once it is read. */
interface Prepared {
  readonly feed: TimetableFeed;
  /** Absent: where it came from already. */
  readonly place?: FeedPlace;
  readonly isNew: boolean;
}

const FOLDER = 'horaires-en-cours';
/** A site that gives a byte a minute must not keep the others waiting: one import goes on at a time. */
const PATIENCE_MILLISECONDS = 20 * 60_000;
/** A region has a dozen networks. */
const MOST_FEEDS = 30;

export const createTimetableImports = (parts: TimetableImportsParts): TimetableImports => {
  const { store, write, files, clock, newId, log, secret } = parts;
  const importing = createImporting<TimetableStep>({
    downloads: join(parts.dataFolder, FOLDER),
    firstStep: 'waiting',
    what: 'timetables',
    clock,
    newId,
    log,
  });

  const taskOf = (
    { feed, place }: Prepared,
    request: TimetableRequest,
    source: ImportSource,
    login: string | null,
  ): ImportTask<TimetableStep, FeedImport, TimetableMade, TimetableInUse> => {
    const { territoryId, id: feedId } = feed;
    return {
      subjects: [feedId],
      sources: [source],
      onProgress: request.onProgress,
      async running() {
        const last = (await store.find(territoryId, feedId))?.lastImport;
        return last?.state === 'running' ? last : null;
      },
      begin: (id, startedAt) =>
        write((feeds) => {
          const aliveSince = formatInstant(clock().subtract(SILENT));
          const { label, askedBy } = request;
          return feeds.begin(territoryId, feedId, { id, label, askedBy, startedAt }, aliveSince);
        }),
      advance: (id, place) => write((feeds) => feeds.advance(territoryId, id, place)),
      async make(options, builtAt) {
        const order = {
          source,
          login,
          known: request.onlyIfNewer === true && feed.inUse !== null ? feed : null,
          zone: await parts.zoneOf(territoryId),
          downloads: importing.downloads,
          anyAddress: request.anyAddress ?? false,
          builtAt,
        };
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(tooSlow()), parts.patience ?? PATIENCE_MILLISECONDS);
        try {
          const signal = AbortSignal.any([options.signal, late.signal]);
          return await parts.makeTimetable(order, { ...options, signal });
        } finally {
          clearTimeout(timer);
        }
      },
      async putToUse(id, made) {
        const checkedAt = formatInstant(clock());
        if (made.kind === 'same') {
          const { etag, lastModified } = feed;
          const finished = await write((feeds) =>
            feeds.finish(territoryId, id, null, { etag, lastModified, checkedAt }),
          );
          return finished ? feed.inUse : null;
        }
        const { bytes, about, report, etag, lastModified } = made;
        const { source: networks, firstDate, lastDate, builtAt } = about;
        const file = await keepMadeFile(files, 'horaires', bytes);
        const inUse = { file, source: networks, firstDate, lastDate, builtAt, report };
        const before = (await store.find(territoryId, feedId))?.inUse?.file ?? file;
        const finished = await write((feeds) =>
          feeds.finish(territoryId, id, inUse, { etag, lastModified, checkedAt }, place),
        );
        await parts.onChange();
        await releaseMadeFiles(files, [before, file], await store.list());
        return finished ? inUse : null;
      },
      stop: async (id, how) => {
        await write((feeds) => feeds.stop(territoryId, id, how));
      },
    };
  };

  /** The feed of a request, made if need be: that of the same address is read again, with the password just typed. */
  const prepare = async (request: TimetableRequest): Promise<Prepared | 'unknown' | 'too-many'> => {
    const { territoryId, source } = request;
    const typed = source?.kind === 'address' ? splitLogin(source.url) : null;
    return write(async (feeds) => {
      const all = await feeds.listOf(territoryId);
      const known = all.find(({ id, address }) =>
        request.feedId === undefined ? typed !== null && address === typed.address : id === request.feedId,
      );
      const id = known?.id ?? newId();
      const place: FeedPlace = {
        address: typed?.address ?? null,
        sealedLogin: typed?.login == null ? null : sealSecret(secret, boundTo(territoryId, id), typed.login),
        name: request.name || (known?.name ?? ''),
      };
      if (known) {
        if (source === undefined) return { feed: known, isNew: false };
        // One that was typed before and is no longer shown stays with its address.
        const sealedLogin = place.sealedLogin ?? (known.address === place.address ? known.sealedLogin : null);
        return { feed: known, place: { ...place, sealedLogin }, isNew: false };
      }
      if (request.feedId !== undefined || source === undefined) return 'unknown';
      const failed = all.filter(isLeftOver);
      if (all.length - failed.length >= MOST_FEEDS) return 'too-many';
      for (const one of failed) await feeds.remove(territoryId, one.id);
      await feeds.add({ id, territoryId, ...place, createdAt: formatInstant(clock()) });
      const feed = await feeds.find(territoryId, id);
      return feed ? { feed, isNew: true } : 'unknown';
    });
  };

  const removeFeed = async ({ territoryId, id, inUse }: TimetableFeed): Promise<void> => {
    await write((feeds) => feeds.remove(territoryId, id));
    await importing.abort(id);
    await parts.onChange();
    if (inUse) await releaseMadeFiles(files, [inUse.file], await store.list());
  };

  return {
    receive: (name, bytes) => importing.receive(name, bytes),
    async start(request) {
      const prepared = await prepare(request);
      if (typeof prepared === 'string') return { kind: prepared };
      const { feed, place = feed, isNew } = prepared;
      const { territoryId, id } = feed;
      const source = request.source?.kind === 'file' ? request.source : addressOf(place.address);
      if (source === null) return { kind: 'unknown' };
      const login =
        place.sealedLogin === null ? null : (openSecret(secret, boundTo(territoryId, id), place.sealedLogin) ?? null);
      const started = await importing.start(taskOf(prepared, request, source, login));
      // What has not begun leaves nothing.
      if (started.kind === 'busy' && isNew) await removeFeed(feed);
      return started.kind === 'started' ? { ...started, feedId: id } : started;
    },
    async cancel(territoryId, feedId) {
      const running = (await store.find(territoryId, feedId))?.lastImport;
      if (running?.state !== 'running') return;
      await write((feeds) => feeds.stop(territoryId, running.id, 'cancelled'));
      await importing.abort(feedId);
    },
    async remove(territoryId, feedId) {
      const feed = await store.find(territoryId, feedId);
      if (feed) await removeFeed(feed);
    },
    async forget(territoryId) {
      for (const feed of await store.listOf(territoryId)) await removeFeed(feed);
    },
    close: () => importing.close(),
  };
};

const tooSlow = (): SaidToPeople =>
  new SaidToPeople(
    'Ces horaires ne sont pas arrivés en vingt minutes. Recommencez à un autre moment, ou prenez-en le fichier.',
  );

/** A file that was sent and could not be read: its sentence stays until the next one is sent. */
const isLeftOver = ({ inUse, address, lastImport }: TimetableFeed): boolean =>
  inUse === null && address === null && lastImport !== null && lastImport.state !== 'running';

const boundTo = (territoryId: string, feedId: string): string => `timetables of ${territoryId} ${feedId}`;

const addressOf = (address: string | null): ImportSource | null =>
  address === null ? null : { kind: 'address', url: address };
