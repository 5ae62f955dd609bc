import { type NameBuckets, sortByStart } from '#src/places/name-buckets.ts';
import { squash, withoutSmallWords } from '#src/places/normalise.ts';

/**
 * Names laid out for search. Each entry (a number) has one or two **variants**: its whole name in one piece, and the same
 * without small words when that differs. Each variant can be met from its beginning, and, without small words, from each of
 * its words: these are **positions**, in entry order.
 */
export interface NameIndex extends NameBuckets {
  readonly entryCount: number;
  readonly bytes: Uint8Array;
  /** 1 where a word starts. */
  readonly wordStart: Uint8Array;
  readonly positionAt: Int32Array;
  readonly positionEnd: Int32Array;
  readonly positionEntry: Int32Array;
  /** Bits HEAD and WITHOUT_SMALL_WORDS. */
  readonly positionFlags: Uint8Array;
  /** Which letters stand among the next ten. */
  readonly positionLetters: Int32Array;
  /** The same in the order of `order`, to be read straight through. */
  readonly orderLetters: Int32Array;
  /** Positions of entry e: from `entryStart[e]` to `entryStart[e + 1] - 1`. */
  readonly entryStart: Int32Array;
}

/** The position is the beginning of the name. */
export const HEAD = 1;
/** The variant lacks the name's small words. */
export const WITHOUT_SMALL_WORDS = 2;
/** Letters looked at by `positionLetters`: a needle's first eight, and two slips. */
export const LETTERS_SEEN = 10;

const SPACE = 32;
const LETTER_H = 104;
const LETTER_L = 108;

/** A bit for each letter; the digits share one. */
export const lettersOf = (bytes: Uint8Array, from: number, to: number): number => {
  let letters = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 48;
    letters |= 1 << (byte >= 97 ? byte - 97 : 26);
  }
  return letters;
};

/** Folded text in one piece, as bytes. */
export const toBytes = (squashed: string): Uint8Array => Uint8Array.from(squashed, (letter) => letter.charCodeAt(0));

/** Builds the index of names already folded; the entry of each is its place in the list. An empty name is never met. */
export const buildNameIndex = (names: readonly string[]): NameIndex => {
  // A name is written twice at most, and has a position for each letter at most: room made once, trimmed at the end.
  let letterCount = 0;
  for (const name of names) letterCount += name.length;
  const bytes = new Uint8Array(2 * letterCount);
  const wordStart = new Uint8Array(2 * letterCount);
  const at = new Int32Array(2 * letterCount);
  const end = new Int32Array(2 * letterCount);
  const entries = new Int32Array(2 * letterCount);
  const flags = new Uint8Array(2 * letterCount);
  const entryStart = new Int32Array(names.length + 1);
  let length = 0;
  let count = 0;

  const addPosition = (entry: number, flag: number): void => {
    at[count] = length;
    entries[count] = entry;
    flags[count] = flag;
    count += 1;
  };
  const addVariant = (entry: number, folded: string, flag: number, everyWord: boolean): void => {
    const firstPosition = count;
    let start = true;
    for (let index = 0; index < folded.length; index += 1) {
      const byte = folded.charCodeAt(index);
      if (byte === SPACE) {
        start = true;
        continue;
      }
      if (start && (everyWord || count === firstPosition)) {
        addPosition(entry, count === firstPosition ? flag | HEAD : flag);
      }
      wordStart[length] = start ? 1 : 0;
      bytes[length] = byte;
      length += 1;
      // "Lhospitalet" is "L'Hospitalet" too.
      if (everyWord && start && byte === LETTER_L && folded.charCodeAt(index + 1) === LETTER_H)
        addPosition(entry, flag);
      start = false;
    }
    end.fill(length, firstPosition, count);
  };

  for (const [entry, folded] of names.entries()) {
    entryStart[entry] = count;
    const short = withoutSmallWords(folded);
    if (short === folded) addVariant(entry, folded, 0, true);
    else {
      addVariant(entry, folded, 0, false);
      addVariant(entry, short, WITHOUT_SMALL_WORDS, true);
    }
  }
  entryStart[names.length] = count;

  const letters = new Int32Array(count);
  for (let position = 0; position < count; position += 1) {
    const from = at[position] ?? 0;
    letters[position] = lettersOf(bytes, from, Math.min(end[position] ?? 0, from + LETTERS_SEEN));
  }
  const positionAt = at.slice(0, count);
  const positionEnd = end.slice(0, count);
  const sorted = sortByStart(bytes, positionAt, positionEnd);
  return {
    entryCount: names.length,
    bytes: bytes.slice(0, length),
    wordStart: wordStart.slice(0, length),
    positionAt,
    positionEnd,
    positionEntry: entries.slice(0, count),
    positionFlags: flags.slice(0, count),
    positionLetters: letters,
    entryStart,
    ...sorted,
    orderLetters: sorted.order.map((position) => letters[position] ?? 0),
  };
};

/** What is looked for, in one piece, with and without small words. */
export interface Needle {
  readonly whole: Uint8Array;
  /** The same array as `whole` when there is no small word. */
  readonly short: Uint8Array;
}

/** A needle from a folded text. */
export const toNeedle = (folded: string): Needle => {
  const whole = toBytes(squash(folded));
  const shortened = withoutSmallWords(folded);
  return { whole, short: shortened === folded ? whole : toBytes(squash(shortened)) };
};
