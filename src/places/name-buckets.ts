/** Positions of names sorted by their first three letters, so that what is typed is compared with few of them. */
export interface NameBuckets {
  /** Empty for a short list, then read whole: a territory's own names need no buckets. */
  readonly order: Int32Array;
  /** `order` from `bucketStart[b]` to `bucketStart[b + 1] - 1` starts with the three letters of bucket b. */
  readonly bucketStart: Int32Array;
}

const ALPHABET = 37;
const BUCKETS = ALPHABET ** 3;
/** Below this number of positions, reading them all is quicker than 200 kB of buckets are worth. */
const SHORT_LIST = 4096;

/** 1-26 for letters, 27-36 for digits, 0 past the end. */
const rankOf = (byte: number): number => (byte >= 97 ? byte - 96 : byte - 48 + 27);
const rankAt = (bytes: Uint8Array, at: number, end: number): number => (at < end ? rankOf(bytes[at] ?? 48) : 0);

/** First and last bucket (excluded) of the positions that start with these bytes. */
export const bucketsOf = (needle: Uint8Array): readonly [number, number] => {
  const width = needle.length >= 3 ? 1 : needle.length === 2 ? ALPHABET : ALPHABET ** 2;
  let first = 0;
  for (let at = 0; at < 3; at += 1) first = first * ALPHABET + rankAt(needle, at, needle.length);
  return [first, first + width];
};

/** Parts of `order` whose names have one of these two letters first or second, as pairs of bounds; all when unsorted. */
export const rangesNear = (
  index: NameBuckets,
  count: number,
  needle: Uint8Array,
): readonly (readonly [number, number])[] => {
  if (index.order.length === 0) return [[0, count]];
  const start = (bucket: number): number => index.bucketStart[bucket] ?? 0;
  const letters = new Set([rankAt(needle, 0, needle.length), rankAt(needle, 1, needle.length)]);
  const ranges: (readonly [number, number])[] = [];
  for (let first = 1; first < ALPHABET; first += 1) {
    const bucket = first * ALPHABET ** 2;
    if (letters.has(first)) ranges.push([start(bucket), start(bucket + ALPHABET ** 2)]);
    else
      for (const second of letters)
        ranges.push([start(bucket + second * ALPHABET), start(bucket + (second + 1) * ALPHABET)]);
  }
  return ranges;
};

/** Counting sort of positions by their first three letters. */
export const sortByStart = (bytes: Uint8Array, at: Int32Array, end: Int32Array): NameBuckets => {
  const count = at.length;
  if (count < SHORT_LIST) return { order: new Int32Array(0), bucketStart: new Int32Array(0) };
  const buckets = new Int32Array(count);
  const bucketStart = new Int32Array(BUCKETS + 1);
  for (let position = 0; position < count; position += 1) {
    const from = at[position] ?? 0;
    const to = end[position] ?? 0;
    const bucket =
      (rankAt(bytes, from, to) * ALPHABET + rankAt(bytes, from + 1, to)) * ALPHABET + rankAt(bytes, from + 2, to);
    buckets[position] = bucket;
    bucketStart[bucket + 1] = (bucketStart[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    bucketStart[bucket + 1] = (bucketStart[bucket + 1] ?? 0) + (bucketStart[bucket] ?? 0);
  }
  const next = bucketStart.slice();
  const order = new Int32Array(count);
  for (let position = 0; position < count; position += 1) {
    const bucket = buckets[position] ?? 0;
    const slot = next[bucket] ?? 0;
    order[slot] = position;
    next[bucket] = slot + 1;
  }
  return { order, bucketStart };
};
