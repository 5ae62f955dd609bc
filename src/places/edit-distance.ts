/** How far a needle is from the beginning of a name, and from the whole of it. */
export interface EditDistance {
  /** Fewest slips to the nearest beginning of the name. */
  readonly head: number;
  /** How many letters this beginning has; the longest when several are as near. */
  readonly headLength: number;
  /** Slips to the whole name, or more than allowed. */
  readonly whole: number;
}

/** What compares one needle with many names. */
export interface EditMeter {
  /** The name stands in `bytes` from `from` to `to`. `undefined` when it takes more slips than allowed. */
  measure(bytes: Uint8Array, from: number, to: number): EditDistance | undefined;
}

/** Letters of a needle that are compared: one bit each. More would not tell names apart. */
const LONGEST = 31;

/**
 * Slips (letter missing, added, changed, or two neighbours swapped) between a needle and names: optimal string alignment,
 * computed a column at a time in the bits of one integer (H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances", Nordic Journal of Computing 10, 2003). A needle longer than 31 letters counts for its first 31,
 * and is then never the whole of a name. Bytes are ASCII.
 */
export const editMeter = (needle: Uint8Array, allowed: number): EditMeter => {
  const height = Math.min(needle.length, LONGEST);
  const cut = needle.length > LONGEST;
  const places = new Int32Array(128);
  for (let at = 0; at < height; at += 1) {
    const byte = (needle[at] ?? 0) & 127;
    places[byte] = (places[byte] ?? 0) | (1 << at);
  }
  const lastBit = 1 << (height - 1);
  return {
    measure(bytes, from, to) {
      const length = Math.min(to - from, height + allowed);
      if (height === 0 || length < height - allowed) return undefined;
      let slips = height;
      let head = allowed + 1;
      let headLength = 0;
      let rises = -1;
      let falls = 0;
      let diagonal = 0;
      let placesBefore = 0;
      for (let column = 1; column <= length; column += 1) {
        const here = places[(bytes[from + column - 1] ?? 0) & 127] ?? 0;
        const swapped = ((~diagonal & here) << 1) & placesBefore;
        diagonal = ((((here & rises) + rises) | 0) ^ rises) | here | falls | swapped;
        const up = falls | ~(diagonal | rises);
        const down = diagonal & rises;
        if ((up & lastBit) !== 0) slips += 1;
        else if ((down & lastBit) !== 0) slips -= 1;
        const shiftedUp = (up << 1) | 1;
        rises = (down << 1) | ~(diagonal | shiftedUp);
        falls = shiftedUp & diagonal;
        placesBefore = here;
        if (slips <= head && slips <= allowed) {
          head = slips;
          headLength = column;
        } else if (headLength === 0 && slips - (length - column) > allowed) return undefined;
      }
      if (headLength === 0) return undefined;
      return { head, headLength, whole: to - from === length && !cut ? slips : allowed + 1 };
    },
  };
};
