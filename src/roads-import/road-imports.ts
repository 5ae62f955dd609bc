import { join } from 'node:path';
import {
  createImporting,
  type Importing,
  type ImportEnd as EndOf,
  type ImportTask,
  type StartedImport as StartedOf,
} from '#src/imports/importing.ts';
import type { ImportSource } from '#src/imports/import-source.ts';
import type { ImportParts, ImportRequest } from '#src/imports/import-parts.ts';
import { SILENT } from '#src/imports/is-alive.ts';
import { releaseMadeFiles } from '#src/imports/made-files.ts';
import type { RunOptions } from '#src/imports/run-in-thread.ts';
import type { ImportOrder, RoadFileMade, Served } from '#src/roads-import/import-messages.ts';
import { putToUse } from '#src/roads-import/put-to-use.ts';
import type { ImportStep, RoadImport, RoadStore } from '#src/roads-import/road-store.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What someone asks to import. */
export interface RoadImportRequest extends ImportRequest<ImportStep> {
  readonly territoryIds: readonly string[];
  readonly sources: readonly ImportSource[];
}

/** What is said of a map made, without its bytes. */
type RoadsDone = Omit<RoadFileMade, 'bytes'>;
/** How an import ended. */
export type ImportEnd = EndOf<RoadsDone>;
export type StartedImport = StartedOf<RoadImport, RoadsDone>;

/** The imports of roads of this process: one at a time. */
export interface RoadImports extends Pick<Importing<ImportStep>, 'receive' | 'close'> {
  start(request: RoadImportRequest): Promise<StartedImport>;
  /** Stops the import of a territory, whatever process it runs in. What was downloaded is kept. */
  cancel(territoryId: string): Promise<void>;
  /** Back to estimates. */
  forget(territoryId: string): Promise<void>;
}

export interface RoadImportsParts extends ImportParts<RoadStore> {
  readonly served: (territoryIds: readonly string[]) => Promise<readonly Served[]>;
  readonly makeRoadFile: (order: ImportOrder, options: RunOptions<ImportStep>) => Promise<RoadFileMade>;
}

const FOLDER = 'routes-en-cours';

/** Leaves a transaction without writing anything. */
class UnderWay extends Error {
  readonly running: RoadImport;
  constructor(running: RoadImport) {
    super('an import is under way');
    this.running = running;
  }
}

export const createRoadImports = (parts: RoadImportsParts): RoadImports => {
  const { store, write, files, clock, newId, log } = parts;
  const importing = createImporting<ImportStep>({
    downloads: join(parts.dataFolder, FOLDER),
    firstStep: 'waiting',
    what: 'roads',
    clock,
    newId,
    log,
  });

  const begin = async (id: string, request: RoadImportRequest, startedAt: string): Promise<RoadImport | null> => {
    const { label: source, askedBy } = request;
    const aliveSince = formatInstant(clock().subtract(SILENT));
    try {
      await write(async (roads) => {
        for (const territoryId of request.territoryIds) {
          const running = await roads.begin(territoryId, { id, source, askedBy, startedAt }, aliveSince);
          if (running) throw new UnderWay(running);
        }
      });
      return null;
    } catch (error) {
      if (error instanceof UnderWay) return error.running;
      throw error;
    }
  };

  const taskOf = (request: RoadImportRequest): ImportTask<ImportStep, RoadImport, RoadFileMade, RoadsDone> => ({
    subjects: request.territoryIds,
    sources: request.sources,
    onProgress: request.onProgress,
    async running(territoryId) {
      const last = (await store.find(territoryId))?.lastImport;
      return last?.state === 'running' ? last : null;
    },
    begin: (id, at) => begin(id, request, at),
    advance: (id, place) =>
      write(async (roads) => {
        const each = [];
        for (const territoryId of request.territoryIds) each.push(await roads.advance(territoryId, id, place));
        return each.every(Boolean);
      }),
    make: async (options, builtAt) =>
      parts.makeRoadFile(
        {
          sources: request.sources,
          territories: await parts.served(request.territoryIds),
          downloads: importing.downloads,
          anyAddress: request.anyAddress ?? false,
          builtAt,
        },
        options,
      ),
    async putToUse(importId, made) {
      const { territoryIds } = request;
      if (!(await putToUse({ store, write, files }, { importId, territoryIds, made }))) return null;
      await parts.onChange();
      return { about: made.about, territoryIds: made.territoryIds };
    },
    stop: (id, how) =>
      write(async (roads) => {
        for (const territoryId of request.territoryIds) await roads.stop(territoryId, id, how);
      }),
  });

  return {
    receive: (name, bytes) => importing.receive(name, bytes),
    start: (request) => importing.start(taskOf(request)),
    async cancel(territoryId) {
      const running = (await store.find(territoryId))?.lastImport;
      if (running?.state !== 'running') return;
      await write((roads) => roads.stop(territoryId, running.id, 'cancelled'));
      await importing.abort(territoryId);
    },
    async forget(territoryId) {
      const before = (await store.find(territoryId))?.inUse;
      await write((roads) => roads.forget(territoryId));
      await parts.onChange();
      if (before) await releaseMadeFiles(files, [before.file], await store.list());
    },
    close: () => importing.close(),
  };
};
