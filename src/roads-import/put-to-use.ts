import type { FileStore } from '#src/files.ts';
import type { RoadFileMade } from '#src/roads-import/import-messages.ts';
import type { RoadStore } from '#src/roads-import/road-store.ts';
import { sha256 } from '#src/sha256.ts';

export interface PutToUseParts {
  readonly store: RoadStore;
  readonly write: <T>(work: (roads: RoadStore) => Promise<T>) => Promise<T>;
  readonly files: FileStore;
}

export interface FinishedImport {
  readonly importId: string;
  readonly territoryIds: readonly string[];
  readonly made: RoadFileMade;
}

const NOT_COVERED = 'Ces routes ne passent dans aucune commune de ce territoire. Prenez le fichier de sa région.';
/** Files are named after their bytes: one version of each. */
const VERSION = '1';

/**
 * Keeps the map, then makes it the one in use of the territories that it covers, then removes what nobody uses any more.
 * @returns false when the import was cancelled meanwhile: nothing has changed
 */
export const putToUse = async (parts: PutToUseParts, finished: FinishedImport): Promise<boolean> => {
  const { store, write, files } = parts;
  const { importId, territoryIds, made } = finished;
  const { bytes, about } = made;
  const file = `routes/${(await sha256(bytes)).slice(0, 16)}`;
  await files.put(file, VERSION, bytes);
  const before = await store.list();
  const used = await write(async (roads) => {
    let count = 0;
    for (const territoryId of territoryIds) {
      if (!made.territoryIds.includes(territoryId)) await roads.stop(territoryId, importId, { problem: NOT_COVERED });
      else if (await roads.finish(territoryId, importId, { file, ...about })) count += 1;
    }
    return count > 0;
  });
  const replaced = before.flatMap(({ territoryId, inUse }) =>
    inUse && territoryIds.includes(territoryId) ? [inUse.file] : [],
  );
  await releaseFiles(parts, [...replaced, file]);
  return used;
};

/** Removes, of these files, those that no territory uses. */
export const releaseFiles = async (
  { store, files }: Pick<PutToUseParts, 'store' | 'files'>,
  names: readonly string[],
): Promise<void> => {
  const inUse = new Set((await store.list()).map((roads) => roads.inUse?.file));
  for (const name of new Set(names)) if (!inUse.has(name)) await files.remove(name, VERSION);
};
