import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { HashText, PasswordHasher } from '#src/team/password.ts';

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

const derive = promisify(argon2);

const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The string that other tools read too: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
const WRITTEN = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** argon2id by Node itself, off the main thread. */
export const passwordHasher: PasswordHasher = {
  async hash(password) {
    const nonce = randomBytes(SALT_BYTES);
    const tag = await derive('argon2id', {
      message: password.normalize('NFC'),
      nonce,
      memory: MEMORY_KIB,
      passes: PASSES,
      parallelism: LANES,
      tagLength: TAG_BYTES,
    });
    return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${plain(nonce)}$${plain(tag)}`;
  },
  async verify(password, hash) {
    const [, memory, passes, lanes, salt, tag] = WRITTEN.exec(hash) ?? [];
    if (salt === undefined || tag === undefined) return false;
    const expected = Buffer.from(tag, 'base64');
    const given = await derive('argon2id', {
      message: password.normalize('NFC'),
      nonce: Buffer.from(salt, 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(lanes),
      tagLength: expected.length,
    });
    return timingSafeEqual(given, expected);
  },
};

export const hashText: HashText = (text) => createHash('sha256').update(text).digest('hex');
