import { Malformed } from '#src/sources/openstreetmap/faults.ts';

const NOTHING = new Uint8Array(0);

/**
 * Reads packed whole numbers, each written as its difference from the one before: identifiers and coordinates, by the
 * hundred million. The library reads them too, several times slower: it keeps them as doubles all along.
 */
export class DifferenceReader {
  #bytes: Uint8Array = NOTHING;
  #at = 0;
  #value = 0;

  /** Starts again on other bytes, from 0. */
  open(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#at = 0;
    this.#value = 0;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /**
   * The next number. Differences are "zigzag": 0, -1, 1, -2, 2 are written 0, 1, 2, 3, 4, seven bits a byte, the lowest
   * first, and a bit more on every byte but the last.
   * @throws Malformed past the end
   */
  next(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let byte = bytes[at++] as number;
    let bits = byte & 0x7f;
    for (let shift = 7; !(byte < 0x80); shift += 7) {
      if (shift === 28) return this.#nextLong(at, bits);
      byte = bytes[at++] as number;
      bits |= (byte & 0x7f) << shift;
    }
    this.#at = at;
    this.#value += (bits >>> 1) ^ -(bits & 1);
    return this.#value;
  }

  /** The rest of a number of more than 28 bits. */
  #nextLong(from: number, bits: number): number {
    let number = bits;
    for (let at = from, scale = 2 ** 28; at < from + 6 && at < this.#bytes.length; at += 1, scale *= 128) {
      const byte = this.#bytes[at] as number;
      number += (byte & 0x7f) * scale;
      if (byte >= 0x80) continue;
      this.#at = at + 1;
      this.#value += (bits & 1) === 1 ? -(number + 1) / 2 : number / 2;
      return this.#value;
    }
    throw new Malformed();
  }
}
