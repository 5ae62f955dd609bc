import { checkColumns } from '#src/roads/check-columns.ts';
import type { RoadMap } from '#src/roads/road-map.ts';
import { COLUMN_NAMES, columnsOf, mapOf, type RoadColumns } from '#src/roads/road-columns.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { z } from 'zod';

/**
 * A road map as one file: a header of words of 32 bits (as the machine keeps them, little-endian on all we run on), a
 * description in JSON, then every column one after another. It is read back as views on the bytes: nothing is parsed.
 */
const MAGIC = [0x6f_74_6f_6c, 0x6f_72_61_63, 0x73_65_74_75] as const; // "lotocaroutes"
/** Raised at each change of the layout; files of another version are made again. */
const VERSION = 1;
/** Words of the header: the magic, the version, the sum of all that follows, bytes of the description. */
const HEADER_WORDS = MAGIC.length + 3;
const WORD = 4;

const descriptionSchema = z.object({
  about: z.object({ source: z.string(), dataFrom: z.string().nullable(), builtAt: z.string() }),
  /** Lengths of the columns, by name. */
  columns: z.record(z.enum(COLUMN_NAMES), z.int().nonnegative()),
});

type Description = z.infer<typeof descriptionSchema>;

/**
 * The bytes of a map with the labels it has at this moment.
 * @param isLastUse the map is taken apart on the way, and good for nothing afterwards: it and its bytes together would take
 * twice the memory
 */
export const encodeRoadMap = (map: RoadMap, isLastUse = false): Uint8Array<ArrayBuffer> => {
  const columns = columnsOf(map);
  const lengths = Object.fromEntries(
    COLUMN_NAMES.map((name) => [name, columns[name].length]),
  ) as Description['columns'];
  const text = new TextEncoder().encode(JSON.stringify({ about: map.about, columns: lengths } satisfies Description));
  let at = HEADER_WORDS + Math.ceil(text.length / WORD);
  const words = new Int32Array(at + COLUMN_NAMES.reduce((sum, name) => sum + columns[name].length, 0));
  const bytes = new Uint8Array(words.buffer);
  bytes.set(text, HEADER_WORDS * WORD);
  for (const name of COLUMN_NAMES) {
    const column = columns[name];
    words.set(column, at);
    at += column.length;
    if (isLastUse) letGo(column);
  }
  words.set([...MAGIC, VERSION, sumOf(words.subarray(HEADER_WORDS)), text.length]);
  return bytes;
};

/** Without waiting for its collection. A view on a part of other bytes is left to it. */
const letGo = ({ buffer, byteLength }: Int32Array): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/** Whether bytes begin as such a file does, whatever follows. */
export const isRoadFile = (bytes: Uint8Array): boolean => {
  const start = bytes.slice(0, MAGIC.length * WORD);
  if (start.length < MAGIC.length * WORD) return false;
  const words = new Int32Array(start.buffer);
  return MAGIC.every((word, at) => words[at] === word);
};

/**
 * Reads a map back; the bytes must not change afterwards.
 * @throws SaidToPeople when it is not such a file, or of another version, or damaged: every number is checked.
 */
export const decodeRoadMap = (bytes: Uint8Array): RoadMap => {
  if (!isRoadFile(bytes))
    throw new SaidToPeople(
      'Ce fichier n’est pas un fichier de routes préparé par Lotocar. Vérifiez que vous avez choisi le bon.',
    );
  const words = wordsOf(bytes);
  const version = words[MAGIC.length];
  if (version !== VERSION)
    throw new SaidToPeople(
      'Ce fichier de routes a été préparé par une autre version de Lotocar. Préparez-le à nouveau à partir de l’extrait d’OpenStreetMap.',
    );
  const [sum, textLength] = [words[MAGIC.length + 1], words[MAGIC.length + 2]] as [number, number];
  if (sumOf(words.subarray(HEADER_WORDS)) !== sum) throw damaged();
  const description = describe(bytes, textLength);
  const columns = cutColumns(words, HEADER_WORDS + Math.ceil(textLength / WORD), description.columns);
  if (!checkColumns(columns)) throw damaged();
  return mapOf(description.about, columns);
};

const damaged = (): SaidToPeople =>
  new SaidToPeople('Ce fichier de routes est abîmé ou incomplet. Prenez-en une autre copie, ou préparez-le à nouveau.');

/** The bytes as words, without a copy where they already begin on a word. */
const wordsOf = (bytes: Uint8Array): Int32Array => {
  if (bytes.length % WORD !== 0 || bytes.length < HEADER_WORDS * WORD) throw damaged();
  const aligned = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / WORD);
};

/** Finds a file cut short or with a few wrong bytes (FNV-1a on words); it is no signature. */
const sumOf = (words: Int32Array): number => {
  let sum = 0x81_1c_9d_c5 | 0;
  for (let at = 0; at < words.length; at += 1) sum = Math.imul(sum ^ (words[at] as number), 0x01_00_01_93);
  return sum;
};

const describe = (bytes: Uint8Array, textLength: number): Description => {
  const start = HEADER_WORDS * WORD;
  if (textLength < 0 || start + textLength > bytes.length) throw damaged();
  try {
    return descriptionSchema.parse(JSON.parse(new TextDecoder().decode(bytes.slice(start, start + textLength))));
  } catch {
    throw damaged();
  }
};

const cutColumns = (words: Int32Array, start: number, lengths: Description['columns']): RoadColumns => {
  const columns: Record<string, Int32Array> = {};
  let at = start;
  for (const name of COLUMN_NAMES) {
    columns[name] = words.subarray(at, at + lengths[name]);
    at += lengths[name];
  }
  if (at !== words.length) throw damaged();
  return columns as RoadColumns;
};
