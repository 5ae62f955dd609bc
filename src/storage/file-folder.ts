import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileVersion } from '#src/files.ts';
import { sha256 } from '#src/sha256.ts';
import { writeDurably } from './durable-file.ts';

/** The bytes of files, in one folder. */
export interface FileFolder {
  write(file: FileVersion, bytes: Uint8Array): Promise<void>;
  /** Undefined when the file is not there, or damaged. */
  read(file: FileVersion): Promise<Uint8Array | undefined>;
  remove(name: string, version: string): Promise<void>;
  /** Removes what is here of a name but for these versions. */
  keepOnly(name: string, versions: readonly string[]): Promise<void>;
}

/** Words in `a-z0-9-` with `/` between them: safe in a path of every system. */
const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;
const VERSION = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
/** File systems stop at 255. */
const LONGEST = 120;

/** @throws Error when a name or a version could not stand in a path. */
export const checkFileName = (name: string, version: string): void => {
  if (NAME.test(name) && VERSION.test(version) && name.length <= LONGEST && version.length <= LONGEST) return;
  throw new Error(`Not a file name and version: ${JSON.stringify([name, version])}`);
};

export const openFileFolder = (folder: string): FileFolder => {
  // One flat folder; `~` and `@` are in no name, so that the way back is one.
  const path = (name: string, version: string): string => {
    checkFileName(name, version);
    return join(folder, `${prefixOf(name)}${version}`);
  };
  return {
    write: (file, bytes) => writeDurably(path(file.name, file.version), bytes),
    async read(file) {
      const bytes = await unlessAbsent(readFile(path(file.name, file.version)));
      return bytes !== undefined && (await sha256(bytes)) === file.sha256 ? bytes : undefined;
    },
    remove: (name, version) => rm(path(name, version), { force: true }),
    async keepOnly(name, versions) {
      const kept = new Set(versions.map((version) => `${prefixOf(name)}${version}`));
      for (const entry of (await unlessAbsent(readdir(folder))) ?? []) {
        const ours = entry.startsWith(prefixOf(name)) && !entry.endsWith('.tmp');
        if (ours && !kept.has(entry)) await rm(join(folder, entry), { force: true });
      }
    },
  };
};

const prefixOf = (name: string): string => `${name.replaceAll('/', '~')}@`;

const unlessAbsent = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
