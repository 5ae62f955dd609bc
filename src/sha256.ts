import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Bytes summed between two turns given to others: some milliseconds. */
const AT_ONCE = 4 * 2 ** 20;

/** Hexadecimal. A little at a time and without a copy: a road map is large, for the thread that serves pages and for its memory. */
export const sha256 = async (bytes: Uint8Array): Promise<string> => {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    hash.update(bytes.subarray(at, at + AT_ONCE));
    await setImmediate();
  }
  return hash.digest('hex');
};
