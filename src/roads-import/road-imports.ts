import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { FileStore } from '#src/files.ts';
import { newReference } from '#src/new-reference.ts';
import type { ImportOrder, ImportSource, RoadFileMade, Served } from '#src/roads-import/import-messages.ts';
import { SILENT } from '#src/roads-import/is-alive.ts';
import { putToUse, releaseFiles } from '#src/roads-import/put-to-use.ts';
import { receiveUpload } from '#src/roads-import/receive-upload.ts';
import type { ImportStep, RoadImport, RoadStore } from '#src/roads-import/road-store.ts';
import type { RunOptions } from '#src/roads-import/run-worker.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { isDiskFull, sayNoRoom } from '#src/sources/download-faults.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What someone asks to import. */
export interface RoadImportRequest {
  readonly territoryIds: readonly string[];
  readonly sources: readonly ImportSource[];
  /** What is imported, as said to people while it goes on. */
  readonly label: string;
  /** The member who asks; null for the command line. */
  readonly askedBy: string | null;
  /** Whether addresses inside the network of this machine may be read. */
  readonly anyAddress?: boolean;
  readonly onProgress?: (step: ImportStep, percent: number) => void;
}

/** How an import ended. */
export type ImportEnd =
  | { readonly kind: 'done'; readonly made: Omit<RoadFileMade, 'bytes'> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: string };

export type StartedImport =
  | { readonly kind: 'started'; readonly end: Promise<ImportEnd> }
  /** One of these territories has one under way already. */
  | { readonly kind: 'under-way'; readonly running: RoadImport }
  /** This process is busy with other territories. */
  | { readonly kind: 'busy' };

/** The imports of roads of this process: one at a time. */
export interface RoadImports {
  start(request: RoadImportRequest): Promise<StartedImport>;
  /** Stops the import of a territory, whatever process it runs in. What was downloaded is kept. */
  cancel(territoryId: string): Promise<void>;
  /** Back to estimates. */
  forget(territoryId: string): Promise<void>;
  /** Keeps a file that somebody sends until it is imported. @throws SaidToPeople when it is too long or does not fit */
  receive(name: string, bytes: AsyncIterable<Uint8Array>): Promise<ImportSource>;
  /** Stops what is under way and waits for it. */
  close(): Promise<void>;
}

export interface RoadImportsParts {
  readonly store: RoadStore;
  readonly write: <T>(work: (roads: RoadStore) => Promise<T>) => Promise<T>;
  readonly files: FileStore;
  readonly dataFolder: string;
  readonly served: (territoryIds: readonly string[]) => Promise<readonly Served[]>;
  readonly makeRoadFile: (order: ImportOrder, options: RunOptions) => Promise<RoadFileMade>;
  /** Called once other roads are in use. */
  readonly onChange: () => Promise<void>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
}

const FOLDER = 'routes-en-cours';
/** What is said of an import is written this often: pages show it, and its process is known to live. */
const BEAT_MILLISECONDS = 1000;
/** Downloads that nobody has taken up again. */
const KEPT_MILLISECONDS = 7 * 24 * 3_600_000;

class Cancelled extends Error {}
class Closing extends SaidToPeople {
  constructor() {
    super('Le service s’est arrêté pendant l’import. Recommencez : ce qui est déjà téléchargé est gardé.');
  }
}
/** Leaves a transaction without writing anything. */
class UnderWay extends Error {
  readonly running: RoadImport;
  constructor(running: RoadImport) {
    super('an import is under way');
    this.running = running;
  }
}

interface Current {
  readonly territoryIds: readonly string[];
  readonly aborter: AbortController;
  end: Promise<ImportEnd>;
}

export const createRoadImports = (parts: RoadImportsParts): RoadImports => {
  const { store, write, files, clock, log } = parts;
  const downloads = join(parts.dataFolder, FOLDER);
  const uploads = join(downloads, 'depots');
  let current: Current | null = null;
  const now = (): string => formatInstant(clock());

  const begin = async (id: string, request: RoadImportRequest): Promise<RoadImport | null> => {
    const { label: source, askedBy } = request;
    const aliveSince = formatInstant(clock().subtract(SILENT));
    try {
      await write(async (roads) => {
        for (const territoryId of request.territoryIds) {
          const running = await roads.begin(territoryId, { id, source, askedBy, startedAt: now() }, aliveSince);
          if (running) throw new UnderWay(running);
        }
      });
      return null;
    } catch (error) {
      if (error instanceof UnderWay) return error.running;
      throw error;
    }
  };

  /** Says where it is at, and learns that it was cancelled elsewhere. */
  const beat = async (id: string, mine: Current, at: { step: ImportStep; percent: number }): Promise<void> => {
    const going = await write(async (roads) => {
      const seen = { ...at, seenAt: now() };
      const each = [];
      for (const territoryId of mine.territoryIds) each.push(await roads.advance(territoryId, id, seen));
      return each.every(Boolean);
    });
    if (!going) mine.aborter.abort(new Cancelled());
  };

  const run = async (id: string, request: RoadImportRequest, mine: Current): Promise<ImportEnd> => {
    const at: { step: ImportStep; percent: number } = { step: 'waiting', percent: 0 };
    let beating: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      beating = beating
        .then(() => beat(id, mine, at))
        .catch((error: unknown) => log.warn({ error: nameOf(error) }, 'the progress of an import was not written'));
    }, BEAT_MILLISECONDS);
    const settle = async (): Promise<void> => {
      clearInterval(timer);
      await beating;
    };
    try {
      await mkdir(downloads, { recursive: true, mode: 0o700 });
      await removeForgotten(downloads, uploads, clock().epochMilliseconds - KEPT_MILLISECONDS);
      const order: ImportOrder = {
        sources: request.sources,
        territories: await parts.served(request.territoryIds),
        downloads,
        anyAddress: request.anyAddress ?? false,
        builtAt: now(),
      };
      const made = await parts.makeRoadFile(order, {
        signal: mine.aborter.signal,
        onProgress: (step, percent) => {
          Object.assign(at, { step, percent });
          request.onProgress?.(step, percent);
        },
      });
      mine.aborter.signal.throwIfAborted();
      const used = await putToUse({ store, write, files }, { importId: id, ...request, made });
      await settle();
      if (!used) return { kind: 'cancelled' };
      await parts.onChange();
      return { kind: 'done', made: { about: made.about, territoryIds: made.territoryIds } };
    } catch (error) {
      await settle();
      return await giveUp(id, request, error);
    } finally {
      for (const source of request.sources)
        if (source.kind === 'file' && source.path.startsWith(uploads))
          await rm(dirname(source.path), { recursive: true, force: true });
    }
  };

  const giveUp = async (id: string, request: RoadImportRequest, error: unknown): Promise<ImportEnd> => {
    const end = endOf(error);
    await write(async (roads) => {
      for (const territoryId of request.territoryIds)
        await roads.stop(territoryId, id, end.kind === 'failed' ? { problem: end.problem } : 'cancelled');
    });
    return end;
  };

  const endOf = (error: unknown): Exclude<ImportEnd, { kind: 'done' }> => {
    if (error instanceof Cancelled) return { kind: 'cancelled' };
    if (error instanceof SaidToPeople) return { kind: 'failed', problem: error.message };
    if (isDiskFull(error)) return { kind: 'failed', problem: sayNoRoom(null).message };
    const reference = newReference();
    const stack = error instanceof Error ? error.stack?.split('\n').filter((line) => line.startsWith('    at')) : [];
    log.error({ reference, error: nameOf(error), stack }, 'an import of roads broke');
    return {
      kind: 'failed',
      problem: `L’import s’est arrêté sur une panne de Lotocar. Vous pouvez recommencer ; si elle revient, donnez cette référence : ${reference}.`,
    };
  };

  return {
    receive: (name, bytes) => receiveUpload(uploads, name, bytes),
    async start(request) {
      if (current !== null) {
        const [mine] = request.territoryIds.filter((id) => current?.territoryIds.includes(id));
        const running = mine === undefined ? null : (await store.find(mine))?.lastImport;
        return running ? { kind: 'under-way', running } : { kind: 'busy' };
      }
      const id = parts.newId();
      const mine: Current = {
        territoryIds: request.territoryIds,
        aborter: new AbortController(),
        end: Promise.resolve({ kind: 'cancelled' }),
      };
      // Taken before anything is awaited: two members may click at once.
      current = mine;
      try {
        const running = await begin(id, request);
        if (running) {
          current = null;
          return { kind: 'under-way', running };
        }
      } catch (error) {
        current = null;
        throw error;
      }
      mine.end = run(id, request, mine).finally(() => {
        current = null;
      });
      // Whoever asked may not wait for it.
      mine.end.catch((error: unknown) => log.error({ error: nameOf(error) }, 'the end of an import was not written'));
      return { kind: 'started', end: mine.end };
    },
    async cancel(territoryId) {
      const running = (await store.find(territoryId))?.lastImport;
      if (running?.state !== 'running') return;
      await write((roads) => roads.stop(territoryId, running.id, 'cancelled'));
      if (current?.territoryIds.includes(territoryId) !== true) return;
      const { aborter, end } = current;
      aborter.abort(new Cancelled());
      await end;
    },
    async forget(territoryId) {
      const before = (await store.find(territoryId))?.inUse;
      await write((roads) => roads.forget(territoryId));
      await parts.onChange();
      if (before) await releaseFiles({ store, files }, [before.file]);
    },
    async close() {
      current?.aborter.abort(new Closing());
      await current?.end.catch(() => undefined);
    },
  };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const removeForgotten = async (downloads: string, uploads: string, before: number): Promise<void> => {
  for (const folder of [downloads, uploads])
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (path === uploads) continue;
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs < before) await rm(path, { recursive: true, force: true });
    }
};
