import type { ImportParts } from '#src/imports/import-parts.ts';
import { keepMadeFile, releaseMadeFiles } from '#src/imports/made-files.ts';
import type { RoadFileMade } from '#src/roads-import/import-messages.ts';
import type { RoadStore } from '#src/roads-import/road-store.ts';

export type PutToUseParts = Pick<ImportParts<RoadStore>, 'store' | 'write' | 'files'>;

export interface FinishedImport {
  readonly importId: string;
  readonly territoryIds: readonly string[];
  readonly made: RoadFileMade;
}

const NOT_COVERED = 'Ces routes ne passent dans aucune commune de ce territoire. Prenez le fichier de sa région.';
/**
 * Keeps the map, then makes it the one in use of the territories that it covers, then removes what nobody uses any more.
 * @returns false when the import was cancelled meanwhile: nothing has changed
 */
export const putToUse = async (parts: PutToUseParts, finished: FinishedImport): Promise<boolean> => {
  const { store, write, files } = parts;
  const { importId, territoryIds, made } = finished;
  const { bytes, about } = made;
  const file = await keepMadeFile(files, 'routes', bytes);
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
  await releaseMadeFiles(files, [...replaced, file], await store.list());
  return used;
};
