import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { good, look, mend, type Said, sizeWords } from '#src/doctor/finding.ts';
import {
  findVanishing,
  readDiskFacts,
  type Vanishing,
  vanishingWords,
  WHAT_LASTS,
} from '#src/doctor/vanishing-disk.ts';

/** What is seen of the folder of the data. */
export interface FolderFacts {
  readonly folder: string;
  readonly freeBytes: number;
  readonly usedBytes: number;
  readonly isWritable: boolean;
  /** Whether others of this machine may read it. */
  readonly isOpen: boolean;
  readonly vanishing: Vanishing | null;
}

/** Under it, the next backup or the next update may not fit. */
const LEAST_BYTES = 500e6;
const COMFORT_BYTES = 2e9;

export const judgeDisk = (facts: FolderFacts): Said => {
  const { folder, freeBytes, usedBytes } = facts;
  const state = `${sizeWords(usedBytes)} dans ${folder}, ${sizeWords(freeBytes)} libres`;
  if (!facts.isWritable)
    return mend(`${folder} ne se laisse pas écrire. Donnez-le à l’utilisateur du service (chown).`);
  if (facts.vanishing) return mend(`le disque ne garde rien (${vanishingWords(facts.vanishing)}). ${WHAT_LASTS}`);
  if (freeBytes < LEAST_BYTES) return mend(`${state}. Faites de la place : la prochaine sauvegarde ne tiendra pas.`);
  if (facts.isOpen)
    return look(`${state}. D’autres utilisateurs de la machine peuvent lire ce dossier : chmod 700 ${folder}`);
  if (freeBytes < COMFORT_BYTES) return look(`${state}. Prévoyez de la place.`);
  return good(`${state}.`);
};

export const checkDisk = async (folder: string, onPostgres: boolean): Promise<Said> => {
  const { bavail, bsize } = await statfs(folder);
  const { mode } = await stat(folder);
  return judgeDisk({
    folder,
    freeBytes: bavail * bsize,
    usedBytes: await bytesIn(folder),
    isWritable: await canWrite(folder),
    isOpen: process.platform !== 'win32' && (mode & 0o077) !== 0,
    vanishing: onPostgres ? null : findVanishing(readDiskFacts(folder)),
  });
};

const bytesIn = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let bytes = 0;
  for (const entry of entries)
    if (entry.isFile())
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  return bytes;
};

const canWrite = async (folder: string): Promise<boolean> => {
  const path = join(folder, `.essai-${process.pid}`);
  try {
    await writeFile(path, 'essai');
    await rm(path);
    return true;
  } catch {
    return false;
  }
};
