import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ImportSource } from '#src/imports/import-source.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { isDiskFull, sayNoRoom } from '#src/sources/download-faults.ts';

/** What a browser may send: a département's road file many times over, a country's timetables. */
export const MOST_UPLOAD_BYTES = 500e6;

/**
 * Puts a file that somebody sends where it will be imported from.
 * @param folder of uploads: each has its own there, and is removed with it
 * @throws SaidToPeople when it is too long or does not fit; nothing is left then
 */
export const receiveUpload = async (
  folder: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  mostBytes = MOST_UPLOAD_BYTES,
): Promise<ImportSource> => {
  const path = join(folder, randomBytes(8).toString('hex'), safeName(name));
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await using file = await open(path, 'wx', 0o600);
    let received = 0;
    for await (const piece of bytes) {
      received += piece.length;
      if (received > mostBytes)
        throw new SaidToPeople(
          `Ce fichier est trop gros pour être envoyé d’ici (plus de ${mostBytes / 1e6} Mo). Donnez plutôt son adresse.`,
        );
      await file.writeFile(piece);
    }
    return { kind: 'file', path };
  } catch (error) {
    await rm(dirname(path), { recursive: true, force: true });
    throw isDiskFull(error) ? sayNoRoom(null) : error;
  }
};

const safeName = (name: string): string => {
  const plain = basename(name.replaceAll('\\', '/'))
    .replaceAll(/[^A-Za-z0-9._-]/gu, '')
    .replace(/^\.+/u, '')
    .slice(-100);
  return plain === '' ? 'fichier' : plain;
};
