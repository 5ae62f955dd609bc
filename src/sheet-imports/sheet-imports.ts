import type { Logger } from 'pino';
import { createCheckLines } from '#src/sheet-imports/check-lines.ts';
import { createReceiveFile, type ImportTools, type ReceivedFile } from '#src/sheet-imports/receive-file.ts';
import { createTakeLines } from '#src/sheet-imports/take-lines.ts';
import { createUndoImport } from '#src/sheet-imports/undo-import.ts';
import { createTakeColumns, type ImportNeeds } from '#src/spreadsheets/import-sheet.ts';
import type { Territory } from '#src/territory/territory.ts';

/** Spreadsheets taken over on a page: the work that runs by itself, a group of lines at a time. */
export interface SheetImports {
  receive(territoryId: string, memberId: string, name: string, bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile>;
  /** Reads again these lines alone, after a correction. */
  recheck(territory: Territory, id: string, lines: readonly number[]): Promise<void>;
  /**
   * Goes on with what its state says is under way, unless it already does here. Each step is kept as it is done: work that
   * stopped goes on where it was.
   */
  goOn(territory: Territory, id: string): Promise<void>;
  isRunning(id: string): boolean;
  close(): Promise<void>;
}

interface Parts extends ImportTools, Omit<ImportNeeds, 'atomically'> {
  readonly log: Logger;
}

export const createSheetImports = ({ log, placeSearch, communes, ...tools }: Parts): SheetImports => {
  const takeColumns = createTakeColumns({ placeSearch, communes, ...tools });
  const stop = new AbortController();
  const check = createCheckLines({ ...tools, takeColumns, signal: stop.signal });
  const take = createTakeLines({ ...tools, takeColumns, signal: stop.signal });
  const undo = createUndoImport({ ...tools, signal: stop.signal });
  const running = new Map<string, Promise<void>>();

  const run = async (territory: Territory, id: string): Promise<void> => {
    const one = await tools.storage.in(territory.id).sheetImports.find(id);
    if (one?.state === 'checking') await check.all(territory, one);
    else if (one?.state === 'taking') await take(territory, one);
    else if (one?.state === 'undoing') await undo(territory, one);
  };

  return {
    receive: createReceiveFile(tools),
    recheck: (territory, id, lines) => check.some(territory, id, lines),
    isRunning: (id) => running.has(id),
    goOn(territory, id) {
      const under = running.get(id);
      if (under) return under;
      const started = run(territory, id)
        .catch((error: unknown) => {
          // The page offers to go on; the lines hold people, so that nothing of them is written here.
          log.error({ import: id, error: error instanceof Error ? error.name : 'unknown' }, 'a sheet import stopped');
        })
        .finally(() => running.delete(id));
      running.set(id, started);
      return started;
    },
    async close() {
      stop.abort();
      await Promise.all(running.values());
    },
  };
};
