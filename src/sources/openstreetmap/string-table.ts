import { Malformed } from '#src/sources/openstreetmap/faults.ts';
import { checkEnd, readChecked } from '#src/sources/openstreetmap/fields.ts';
import { PbfReader } from 'pbf';

/** More texts than a block can need, which holds 8,000 things: only a damaged one has them. */
const MOST_STRINGS = 1_000_000;

/** The texts of a block, by number. They are made when asked for: most are names, which no one asks for. */
export class StringTable {
  readonly #data: Uint8Array;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #made: (string | undefined)[] = [];

  /** @throws Malformed */
  constructor(data: Uint8Array, from: number, to: number) {
    this.#data = data;
    const reader = new PbfReader(data);
    reader.pos = from;
    for (let field = reader.nextField(to); field !== 0; field = reader.nextField(to)) {
      if (field !== 1) continue;
      const bytes = readChecked(reader);
      if (this.#starts.push(reader.pos - bytes.length) > MOST_STRINGS) throw new Malformed();
      this.#ends.push(reader.pos);
    }
    checkEnd(reader, to);
  }

  /** @throws Malformed when the table has no such number */
  at(index: number): string {
    const made = this.#made[index];
    if (made !== undefined) return made;
    const start = this.#starts[index];
    if (start === undefined) throw new Malformed();
    const text = DECODER.decode(this.#data.subarray(start, this.#ends[index]));
    this.#made[index] = text;
    return text;
  }

  /** @returns the number of a text of ASCII letters, -1 when it is not there */
  find(text: string): number {
    for (let index = 0; index < this.#starts.length; index += 1) if (this.#is(index, text)) return index;
    return -1;
  }

  #is(index: number, text: string): boolean {
    const start = this.#starts[index] as number;
    if ((this.#ends[index] as number) - start !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) if (this.#data[start + i] !== text.charCodeAt(i)) return false;
    return true;
  }
}

const DECODER = new TextDecoder();
