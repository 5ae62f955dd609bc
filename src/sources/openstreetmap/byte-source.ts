import { sayWhyNotRead } from '#src/sources/openstreetmap/faults.ts';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';

/** Bytes read piece by piece: a file is never held whole in memory. */
export interface ByteSource {
  /** As said to people: the file's name, without its folders. */
  readonly name: string;
  readonly size: number;
  /** @returns fewer bytes than asked for at the end of the file */
  read(from: number, length: number): Promise<Uint8Array>;
}

/**
 * Hands an open file to `use`, and closes it whatever happens.
 * @throws SaidToPeople when it cannot be opened or read
 */
export const withFile = async <Result>(path: string, use: (source: ByteSource) => Promise<Result>): Promise<Result> => {
  const name = basename(path);
  const file = await open(path).catch((error: unknown) => {
    throw sayWhyNotRead(name, error);
  });
  try {
    const about = await file.stat();
    if (!about.isFile()) throw sayWhyNotRead(name, { code: 'EISDIR' });
    const read = async (from: number, length: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, about.size - from)));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file
          .read(bytes, filled, bytes.length - filled, from + filled)
          .catch((error: unknown) => {
            throw sayWhyNotRead(name, error);
          });
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === bytes.length ? bytes : bytes.subarray(0, filled);
    };
    return await use({ name, size: about.size, read });
  } finally {
    await file.close();
  }
};

/** Bytes already in memory, read the same way. */
export const sourceOf = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  size: bytes.length,
  read: (from, length) => Promise.resolve(bytes.subarray(from, from + length)),
});
