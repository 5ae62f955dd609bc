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
  FeedStore,
  TimetableFeed,
  TimetableInUse,
  TimetableStep,
} from '#src/timetables-import/feed-store.ts';
import { splitLogin } from '#src/timetables-import/split-login.ts';
import type { TimetableMade, TimetableOrder } from '#src/timetables-import/import-messages.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Timetables that someone asks for. */
export interface TimetableRequest extends ImportRequest<TimetableStep> {
  readonly territoryId: string;
  /** The feed they are for; a new one by default. */
  readonly feedId?: string | undefined;
  /** Of a new feed. */
  readonly name?: string;
  /** A file, or an address, which may hold a name and a password; by default the address of the feed, read again. */
  readonly source?: ImportSource;
  /** Nothing is read again when the site says that nothing has changed. */
  readonly onlyIfNewer?: boolean;
}

/** How an import ended: with the timetable now in use, which may be the one before when it is still the newest. */
export type TimetableEnd = ImportEnd<TimetableInUse>;

export type StartedTimetable =
  | StartedImport<FeedImport, TimetableInUse>
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
}

const FOLDER = 'horaires-en-cours';
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
    feed: TimetableFeed,
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
      make: async (options, builtAt) =>
        parts.makeTimetable(
          {
            source,
            login,
            known: request.onlyIfNewer === true && feed.inUse !== null ? feed : null,
            zone: await parts.zoneOf(territoryId),
            downloads: importing.downloads,
            anyAddress: request.anyAddress ?? false,
            builtAt,
          },
          options,
        ),
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
          feeds.finish(territoryId, id, inUse, { etag, lastModified, checkedAt }),
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

  /** The feed of a request, made or moved if need be. */
  const prepare = async (request: TimetableRequest): Promise<TimetableFeed | 'unknown' | 'too-many'> => {
    const { territoryId, source } = request;
    const feedId = request.feedId ?? newId();
    const { address, login } = source?.kind === 'address' ? splitLogin(source.url) : { address: null, login: null };
    const to = {
      address,
      sealedLogin: login === null ? null : sealSecret(secret, boundTo(territoryId, feedId), login),
    };
    return write(async (feeds) => {
      if (request.feedId === undefined) {
        if (source === undefined) return 'unknown';
        if ((await feeds.listOf(territoryId)).length >= MOST_FEEDS) return 'too-many';
        await feeds.add({
          id: feedId,
          territoryId,
          name: request.name ?? '',
          ...to,
          createdAt: formatInstant(clock()),
        });
      } else if (source !== undefined) await feeds.moveTo(territoryId, feedId, to);
      return (await feeds.find(territoryId, feedId)) ?? 'unknown';
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
      const feed = await prepare(request);
      if (typeof feed === 'string') return { kind: feed };
      const { address, sealedLogin, territoryId, id } = feed;
      const source = request.source?.kind === 'file' ? request.source : addressOf(address);
      if (source === null) return { kind: 'unknown' };
      const login = sealedLogin === null ? null : (openSecret(secret, boundTo(territoryId, id), sealedLogin) ?? null);
      const started = await importing.start(taskOf(feed, request, source, login));
      // What has not begun leaves nothing.
      if (started.kind === 'busy' && request.feedId === undefined) await removeFeed(feed);
      return started;
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

const boundTo = (territoryId: string, feedId: string): string => `timetables of ${territoryId} ${feedId}`;

const addressOf = (address: string | null): ImportSource | null =>
  address === null ? null : { kind: 'address', url: address };
