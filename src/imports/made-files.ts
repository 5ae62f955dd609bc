import type { FileStore } from '#src/files.ts';
import { sha256 } from '#src/sha256.ts';

/** Files are named after their bytes: one version of each. */
const VERSION = '1';

/** Keeps what an import made. @returns the name of its file: the same for the same bytes */
export const keepMadeFile = async (
  files: Pick<FileStore, 'put'>,
  folder: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> => {
  const name = `${folder}/${(await sha256(bytes)).slice(0, 16)}`;
  await files.put(name, VERSION, bytes);
  return name;
};

/** Removes, of these files, those that none of `users` uses. */
export const releaseMadeFiles = async (
  files: Pick<FileStore, 'remove'>,
  names: readonly string[],
  users: readonly { readonly inUse: { readonly file: string } | null }[],
): Promise<void> => {
  const used = new Set(users.map(({ inUse }) => inUse?.file));
  for (const name of new Set(names)) if (!used.has(name)) await files.remove(name, VERSION);
};
