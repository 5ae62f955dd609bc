import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SaidToPeople } from '#src/said-to-people.ts';
import { isDiskFull } from '#src/sources/download-faults.ts';

/**
 * Some sites compress whatever they give, and some people a zip: the file inside is the one that is read.
 * @param folder where it is put
 * @returns where the feed is: the path itself, or another one, that whoever asked removes
 * @throws SaidToPeople when it does not come out whole, or is too long
 */
export const unwrapGzip = async (path: string, folder: string, mostBytes: number): Promise<string> => {
  if (!(await isGzip(path))) return path;
  const inside = join(folder, `ouvert-${randomBytes(8).toString('hex')}`);
  let bytes = 0;
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done(bytes > mostBytes ? new SaidToPeople('Ce fichier est trop gros une fois ouvert.') : null, piece);
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), count, createWriteStream(inside, { mode: 0o600 }));
  } catch (error) {
    await rm(inside, { force: true });
    if (error instanceof SaidToPeople || isDiskFull(error)) throw error;
    throw new SaidToPeople('Ce fichier compressé n’est pas entier, ou il est abîmé. Prenez-en une autre copie.');
  }
  return inside;
};

/** What cannot be read is told by whoever reads it next. */
const isGzip = async (path: string): Promise<boolean> => {
  try {
    await using file = await open(path);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch {
    return false;
  }
};
