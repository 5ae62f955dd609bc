import { SaidToPeople } from '#src/said-to-people.ts';
import { z } from 'zod';

/**
 * Columns of numbers as one file: a header of words of 32 bits (as the machine keeps them, little-endian on all we run on), a
 * description in JSON, then every column one after another. It is read back as views on the bytes: no number is parsed.
 */
export interface ColumnFormat<Name extends string> {
  /** Twelve letters that begin the file. */
  readonly magic: string;
  /** Raised at each change of the layout; files of another version are made again. */
  readonly version: number;
  readonly columns: readonly Name[];
  /** What is said to people. */
  readonly sentences: {
    readonly foreign: string;
    readonly otherVersion: string;
    readonly damaged: string;
  };
}

const MAGIC_WORDS = 3;
/** Words of the header: the magic, the version, the sum of all that follows, bytes of the description. */
const HEADER_WORDS = MAGIC_WORDS + 3;
const WORD = 4;

/**
 * The bytes of these columns.
 * @param about what JSON can hold
 * @param isLastUse the columns are let go one by one: they and their bytes together would take twice the memory
 */
export const encodeColumns = <Name extends string>(
  format: ColumnFormat<Name>,
  about: unknown,
  columns: Readonly<Record<Name, Int32Array>>,
  isLastUse = false,
): Uint8Array<ArrayBuffer> => {
  const lengths = Object.fromEntries(format.columns.map((name) => [name, columns[name].length]));
  const text = new TextEncoder().encode(JSON.stringify({ about, columns: lengths }));
  let at = HEADER_WORDS + Math.ceil(text.length / WORD);
  const words = new Int32Array(at + format.columns.reduce((sum, name) => sum + columns[name].length, 0));
  const bytes = new Uint8Array(words.buffer);
  bytes.set(text, HEADER_WORDS * WORD);
  for (const name of format.columns) {
    const column = columns[name];
    words.set(column, at);
    at += column.length;
    if (isLastUse) letGo(column);
  }
  bytes.set(new TextEncoder().encode(format.magic));
  words.set([format.version, sumOf(words.subarray(HEADER_WORDS)), text.length], MAGIC_WORDS);
  return bytes;
};

/** Without waiting for its collection. A view on a part of other bytes is left to it. */
const letGo = ({ buffer, byteLength }: Int32Array): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/** Whether bytes begin as such a file does, whatever follows. */
export const beginsAs = ({ magic }: ColumnFormat<string>, bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.slice(0, MAGIC_WORDS * WORD)) === magic;

/**
 * Reads a file back; the bytes must not change afterwards.
 * @throws SaidToPeople when it is not such a file, or of another version, or damaged
 */
export const decodeColumns = <Name extends string>(
  format: ColumnFormat<Name>,
  bytes: Uint8Array,
): { readonly about: unknown; readonly columns: Readonly<Record<Name, Int32Array>> } => {
  const { foreign, otherVersion } = format.sentences;
  if (!beginsAs(format, bytes)) throw new SaidToPeople(foreign);
  if (bytes.length % WORD !== 0 || bytes.length < HEADER_WORDS * WORD) throw damaged(format);
  // Views on the bytes, without a copy where they already begin on a word.
  const aligned = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / WORD);
  if (words[MAGIC_WORDS] !== format.version) throw new SaidToPeople(otherVersion);
  const [sum, textLength] = [words[MAGIC_WORDS + 1], words[MAGIC_WORDS + 2]] as [number, number];
  if (sumOf(words.subarray(HEADER_WORDS)) !== sum) throw damaged(format);
  const { about, columns: lengths } = describe(format, bytes, textLength);
  const columns: Partial<Record<Name, Int32Array>> = {};
  let at = HEADER_WORDS + Math.ceil(textLength / WORD);
  for (const name of format.columns) {
    const length = lengths[name];
    if (length === undefined) throw damaged(format);
    columns[name] = words.subarray(at, at + length);
    at += length;
  }
  if (at !== words.length) throw damaged(format);
  return { about, columns: columns as Record<Name, Int32Array> };
};

export const damaged = ({ sentences }: ColumnFormat<string>): SaidToPeople => new SaidToPeople(sentences.damaged);

/** Finds a file cut short or with a few wrong bytes (FNV-1a on words); it is no signature. */
const sumOf = (words: Int32Array): number => {
  let sum = 0x81_1c_9d_c5 | 0;
  for (let at = 0; at < words.length; at += 1) sum = Math.imul(sum ^ (words[at] as number), 0x01_00_01_93);
  return sum;
};

const descriptionSchema = z.object({
  about: z.unknown(),
  /** Lengths of the columns, by name. */
  columns: z.record(z.string(), z.int().nonnegative()),
});

const describe = (
  format: ColumnFormat<string>,
  bytes: Uint8Array,
  textLength: number,
): z.infer<typeof descriptionSchema> => {
  const start = HEADER_WORDS * WORD;
  if (textLength < 0 || start + textLength > bytes.length) throw damaged(format);
  try {
    return descriptionSchema.parse(JSON.parse(new TextDecoder().decode(bytes.slice(start, start + textLength))));
  } catch {
    throw damaged(format);
  }
};

const MOST = 2 ** 31 - 1;

/** Whether a column tells where each of `count` lists begins in one of that length. */
export const areStarts = (starts: Int32Array, count: number, length: number): boolean => {
  if (count < 0 || starts.length !== count + 1 || starts[0] !== 0 || starts[count] !== length) return false;
  for (let at = 0; at < count; at += 1) if ((starts[at] as number) > (starts[at + 1] as number)) return false;
  return true;
};

export const allWithin = (column: ArrayLike<number>, least: number, most: number = MOST): boolean => {
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] as number;
    if (value < least || value > most) return false;
  }
  return true;
};

export const sameLength = (column: ArrayLike<number>, ...others: readonly ArrayLike<number>[]): boolean =>
  others.every(({ length }) => length === column.length);
