import { SaidToPeople } from '#src/said-to-people.ts';
import { readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';

/** Name of the file in `data/`, and of the asset in the single executable. */
export const COMMUNES_ASSET = 'communes.txt';

/**
 * The text of the communes' file: from inside the executable, else from `data/`, looked for from this file upwards, so that
 * it is found from `src/sources/` and from a bundle in `dist/` alike.
 * @throws Error in French when it is nowhere.
 */
export const readCommunesFile = (): string => {
  if (isSea()) return getAsset(COMMUNES_ASSET, 'utf8');
  const tried = ['./data/', '../data/', '../../data/'].map((folder) =>
    fileURLToPath(new URL(folder + COMMUNES_ASSET, import.meta.url)),
  );
  for (const path of tried) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
    }
  }
  throw new SaidToPeople(`Le fichier des communes manque : ${tried.join(', ')}. « npm run data:places » le refait.`);
};
