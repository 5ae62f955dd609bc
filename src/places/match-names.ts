import { type EditMeter, editMeter } from '#src/places/edit-distance.ts';
import { bucketsOf, rangesNear } from '#src/places/name-buckets.ts';
import {
  HEAD,
  LETTERS_SEEN,
  lettersOf,
  type NameIndex,
  type Needle,
  toBytes,
  WITHOUT_SMALL_WORDS,
} from '#src/places/name-index.ts';

/** How well a name answers, best first. */
export const WHOLE = 0;
/** The same but for articles and link words. */
export const WHOLE_SHORT = 1;
/** The name starts with these words: "Villefranche" for Villefranche-de-Rouergue. */
export const HEAD_WORDS = 2;
/** These words stand inside the name: "Lapopie". */
export const INNER_WORDS = 3;
/** The name starts so: "Roca". */
export const HEAD_PART = 4;
/** One of its words starts so: "Saint-Cirq-Lapopie" for "lapo". */
export const INNER_PART = 5;
/** The whole name with slips. */
export const TYPO_WHOLE = 6;
/** The beginning of the name with slips: "caor". */
export const TYPO_HEAD = 7;
export const TYPO_INNER = 8;

/**
 * A match in one number, lower is better: level, then slips, then 1 for a rough one (the first letter differs, or a letter is added), then letters of the name
 * still untyped (63 at most).
 */
export type Match = number;
export const makeMatch = (level: number, slips: number, rough: number, rest: number): Match =>
  (level << 9) | (slips << 7) | (rough << 6) | Math.min(rest, 63);
export const levelOf = (match: Match): number => match >> 9;
export const slipsOf = (match: Match): number => (match >> 7) & 3;
export const isRough = (match: Match): boolean => ((match >> 6) & 1) === 1;
export const restOf = (match: Match): number => match & 63;

export type OnMatch = (entry: number, match: Match) => void;

/** Slips forgiven in a needle: none below 4 letters, one below 7, else two. */
const slipsAllowed = (bytes: Uint8Array): number => {
  // One name in eight starts with "saint": those letters tell nothing apart, and would forgive the ones that do.
  const letters = bytes.length - (SAINT.every((byte, at) => bytes[at] === byte) ? SAINT.length : 0);
  return letters < 4 ? 0 : letters < 7 ? 1 : 2;
};
const SAINT = toBytes('saint');

const matchExactAt = (index: NameIndex, position: number, needle: Uint8Array, isWhole: boolean): Match => {
  const from = index.positionAt[position] ?? 0;
  const end = index.positionEnd[position] ?? 0;
  const stop = from + needle.length;
  if (stop > end) return -1;
  const { bytes } = index;
  for (let at = 0; at < needle.length; at += 1) if (bytes[from + at] !== needle[at]) return -1;
  const flags = index.positionFlags[position] ?? 0;
  const head = (flags & HEAD) !== 0;
  const rest = end - stop;
  if (head && rest === 0)
    return makeMatch(isWhole && (flags & WITHOUT_SMALL_WORDS) === 0 ? WHOLE : WHOLE_SHORT, 0, 0, 0);
  const atWord = rest === 0 || index.wordStart[stop] === 1;
  if (head) return makeMatch(atWord ? HEAD_WORDS : HEAD_PART, 0, 0, atWord ? 0 : rest);
  return makeMatch(atWord ? INNER_WORDS : INNER_PART, 0, 0, atWord ? 0 : rest);
};

const needlesOf = (needle: Needle): readonly Uint8Array[] =>
  (needle.short === needle.whole ? [needle.whole] : [needle.whole, needle.short]).filter((bytes) => bytes.length > 0);

/** Calls back for every name that starts with the needle or has a word that does. An entry may come several times. */
export const matchExactly = (index: NameIndex, needle: Needle, onMatch: OnMatch): void => {
  const sorted = index.order.length > 0;
  for (const bytes of needlesOf(needle)) {
    const [first, last] = bucketsOf(bytes);
    const from = sorted ? (index.bucketStart[first] ?? 0) : 0;
    const to = sorted ? (index.bucketStart[last] ?? 0) : index.positionAt.length;
    for (let slot = from; slot < to; slot += 1) {
      const position = sorted ? (index.order[slot] ?? 0) : slot;
      const match = matchExactAt(index, position, bytes, bytes === needle.whole);
      if (match >= 0) onMatch(index.positionEntry[position] ?? 0, match);
    }
  }
};

/** A needle made ready to be compared with names. */
interface Sieve {
  readonly bytes: Uint8Array;
  readonly allowed: number;
  readonly letters: number;
  readonly meter: EditMeter;
}

const sievesOf = (needle: Needle): readonly Sieve[] =>
  needlesOf(needle)
    .map((bytes) => {
      const allowed = slipsAllowed(bytes);
      const letters = lettersOf(bytes, 0, Math.min(bytes.length, LETTERS_SEEN - 2));
      return { bytes, allowed, letters, meter: editMeter(bytes, allowed) };
    })
    .filter(({ allowed }) => allowed > 0);

/** A missing letter costs a slip: too many of them and the distance need not be computed. */
const lacksTooMany = ({ letters, allowed }: Sieve, among: number): boolean => {
  let missing = letters & ~among;
  for (let slip = 0; slip < allowed; slip += 1) missing &= missing - 1;
  return missing !== 0;
};

const matchTypoAt = (index: NameIndex, sieve: Sieve, position: number, onMatch: OnMatch): void => {
  const start = index.positionAt[position] ?? 0;
  const end = index.positionEnd[position] ?? 0;
  const distance = sieve.meter.measure(index.bytes, start, end);
  if (distance === undefined || distance.head === 0) return;
  // People leave letters out more than they add some: "caor" is Cahors before it is Corn.
  const rough = index.bytes[start] === sieve.bytes[0] && distance.headLength >= sieve.bytes.length ? 0 : 1;
  const head = ((index.positionFlags[position] ?? 0) & HEAD) !== 0;
  const stop = start + distance.headLength;
  const rest = index.wordStart[stop] === 1 ? 0 : end - stop;
  onMatch(
    index.positionEntry[position] ?? 0,
    head && distance.whole <= sieve.allowed
      ? makeMatch(TYPO_WHOLE, distance.whole, rough, 0)
      : makeMatch(head ? TYPO_HEAD : TYPO_INNER, distance.head, rough, rest),
  );
};

/**
 * Names that the needle may have meant with one or two slips, among all entries. Its first two letters are not both wrong
 * and moved: one of them is still the first or the second of the name.
 */
export const matchTypos = (index: NameIndex, needle: Needle, onMatch: OnMatch): void => {
  const sieve = sievesOf(needle).at(-1);
  if (sieve === undefined) return;
  const sorted = index.order.length > 0;
  const letters = sorted ? index.orderLetters : index.positionLetters;
  for (const [from, to] of rangesNear(index, index.positionAt.length, sieve.bytes)) {
    for (let slot = from; slot < to; slot += 1) {
      if (lacksTooMany(sieve, letters[slot] ?? 0)) continue;
      matchTypoAt(index, sieve, sorted ? (index.order[slot] ?? 0) : slot, onMatch);
    }
  }
};

/** The same among some entries only, and whatever the first letters. */
export const matchTyposAmong = (index: NameIndex, needle: Needle, entries: Int32Array, onMatch: OnMatch): void => {
  for (const sieve of sievesOf(needle)) {
    for (const entry of entries) {
      const to = index.entryStart[entry + 1] ?? 0;
      for (let position = index.entryStart[entry] ?? 0; position < to; position += 1) {
        if (lacksTooMany(sieve, index.positionLetters[position] ?? 0)) continue;
        matchTypoAt(index, sieve, position, onMatch);
      }
    }
  }
};
