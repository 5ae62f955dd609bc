import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';

/** How files of the age format begin (https://age-encryption.org/v1): any program that reads it opens our backups. */
const AGE_HEADER = 'age-encryption.org/v1';

/** How SQLite's own files begin: `lotocar backup FICHIER`, and the copies made before an update. */
const SQLITE_HEADER = 'SQLite format 3';

/**
 * Compresses a copy, and encrypts it when there is a passphrase.
 * @param cost what guessing the passphrase costs, as a power of two: that of age when none is said
 * @throws Error of the file system
 */
export const pack = async (copy: string, to: string, passphrase: string | null, cost?: number): Promise<void> => {
  const out = createWriteStream(to, { mode: 0o600, flush: true });
  if (passphrase === null) {
    await pipeline(createReadStream(copy), createGzip(), out);
    return;
  }
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  if (cost !== undefined) encrypter.setScryptWorkFactor(cost);
  const zipped = Readable.toWeb(createReadStream(copy).compose(createGzip())) as ReadableStream<Uint8Array>;
  await pipeline(Readable.fromWeb((await encrypter.encrypt(zipped)) as never), out);
};

export type Unpacked = 'unpacked' | 'passphrase-needed' | 'wrong-passphrase' | 'damaged';

/** The copy that a backup holds. What cannot be read leaves nothing behind. */
export const unpack = async (backup: string, to: string, passphrase: string | null): Promise<Unpacked> => {
  const encrypted = await beginsWith(backup, AGE_HEADER);
  if (encrypted && passphrase === null) return 'passphrase-needed';
  try {
    if (await beginsWith(backup, SQLITE_HEADER)) {
      await pipeline(createReadStream(backup), createWriteStream(to, { mode: 0o600, flush: true }));
      return 'unpacked';
    }
    const packed = createReadStream(backup);
    const zipped = encrypted ? await decrypted(packed, passphrase ?? '') : packed;
    if (zipped === 'wrong-passphrase') return zipped;
    await pipeline(zipped, createGunzip(), createWriteStream(to, { mode: 0o600, flush: true }));
    return 'unpacked';
  } catch {
    await rm(to, { force: true });
    return 'damaged';
  }
};

const beginsWith = async (path: string, header: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(header.length), 0, header.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === header;
  } finally {
    await file.close();
  }
};

const decrypted = async (packed: Readable, passphrase: string): Promise<Readable | 'wrong-passphrase'> => {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return Readable.fromWeb((await decrypter.decrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array>)) as never);
  } catch (error) {
    packed.destroy();
    // Its only word for a header that is whole and whose key is not ours.
    if (error instanceof Error && error.message.includes('no identity matched')) return 'wrong-passphrase';
    throw error;
  }
};
