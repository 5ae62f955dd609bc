/** Numbers kept of one entry: its key, what it is about, and one value that the search reads with it. */
export const ENTRY = 3;

/**
 * Many small lists of entries in one array, each kept in descending order of its keys. A search reads a list from its
 * start until the keys are too small, and nothing else.
 */
export interface Buckets {
  readonly columns: BucketColumns;
  readonly insert: (bucket: number, key: number, subject: number, value: number) => void;
  /** Takes out the entry of this subject with this key. @throws Error when there is none. */
  readonly remove: (bucket: number, key: number, subject: number) => void;
  /** Bytes held are those of the entries, and of what is left free to grow. */
  readonly size: () => { readonly entries: number; readonly usedBytes: number; readonly heldBytes: number };
  /** Lays the lists one after another without room to grow. */
  readonly trim: () => void;
}

export interface BucketColumns {
  /** The entries of all, three numbers each. Replaced as buckets grow: read it anew after each change. */
  readonly data: Int32Array;
  /**
   * Four numbers of each bucket, together because a search that comes to a bucket finds none of them at hand: its entries
   * are `data` from START to END - 1; the key of the first is TOP (-1 when there is none: most buckets are left at once);
   * ROOM numbers are its own.
   */
  readonly spans: Int32Array;
}

export const SPAN = 4;
export const START = 0;
export const END = 1;
export const TOP = 2;
const ROOM = 3;

interface Columns extends BucketColumns {
  data: Int32Array;
}

const NOTHING = -1;

const FIRST_ROOM = 1024;
const GROWTH = 1.5;

export const createBuckets = (bucketCount: number): Buckets => {
  const columns: Columns = { data: new Int32Array(FIRST_ROOM), spans: new Int32Array(bucketCount * SPAN) };
  const { spans } = columns;
  for (let span = 0; span < spans.length; span += SPAN) spans[span + TOP] = NOTHING;
  /** Places that grown lists have left, by their capacity in numbers: the next list of that size takes them. */
  const left = new Map<number, number[]>();
  let end = 0;
  let entries = 0;

  const reserve = (numbers: number): number => {
    const reused = left.get(numbers)?.pop();
    if (reused !== undefined) return reused;
    const start = end;
    end += numbers;
    if (end > columns.data.length) {
      const wider = new Int32Array(Math.ceil(Math.max(end, columns.data.length * GROWTH)));
      wider.set(columns.data.subarray(0, start));
      columns.data = wider;
    }
    return start;
  };

  const grow = (span: number): void => {
    const [start, last, room] = [
      spans[span + START] as number,
      spans[span + END] as number,
      spans[span + ROOM] as number,
    ];
    const next = room === 0 ? ENTRY : ENTRY * Math.ceil((room / ENTRY) * GROWTH + 0.5);
    const to = reserve(next);
    if (room > 0) {
      columns.data.copyWithin(to, start, last);
      const places = left.get(room);
      if (places === undefined) left.set(room, [start]);
      else places.push(start);
    }
    spans[span + START] = to;
    spans[span + END] = to + last - start;
    spans[span + ROOM] = next;
  };

  return {
    columns,
    insert(bucket, key, subject, value) {
      const span = bucket * SPAN;
      if ((spans[span + END] as number) - (spans[span + START] as number) >= (spans[span + ROOM] as number)) grow(span);
      const { data } = columns;
      const [start, last] = [spans[span + START] as number, spans[span + END] as number];
      const at = firstBelow(data, start, last, key);
      data.copyWithin(at + ENTRY, at, last);
      data[at] = key;
      data[at + 1] = subject;
      data[at + 2] = value;
      spans[span + END] = last + ENTRY;
      spans[span + TOP] = data[start] as number;
      entries += 1;
    },
    remove(bucket, key, subject) {
      const { data } = columns;
      const span = bucket * SPAN;
      const [start, last] = [spans[span + START] as number, spans[span + END] as number];
      let at = firstBelow(data, start, last, key) - ENTRY;
      while (at >= start && data[at] === key && data[at + 1] !== subject) at -= ENTRY;
      if (at < start || data[at] !== key) throw new Error(`no entry of ${subject} in bucket ${bucket}`);
      data.copyWithin(at, at + ENTRY, last);
      spans[span + END] = last - ENTRY;
      spans[span + TOP] = last - ENTRY === start ? NOTHING : (data[start] as number);
      entries -= 1;
    },
    size: () => ({
      entries,
      usedBytes: entries * ENTRY * Int32Array.BYTES_PER_ELEMENT,
      heldBytes: columns.data.byteLength + spans.byteLength,
    }),
    trim() {
      const exact = new Int32Array(Math.max(ENTRY, entries * ENTRY));
      let to = 0;
      for (let span = 0; span < spans.length; span += SPAN) {
        const [start, last] = [spans[span + START] as number, spans[span + END] as number];
        exact.set(columns.data.subarray(start, last), to);
        spans[span + START] = to;
        spans[span + ROOM] = last - start;
        to += last - start;
        spans[span + END] = to;
      }
      columns.data = exact;
      left.clear();
      end = to;
    },
  };
};

/** Where the keys below this one begin: equal ones stay in the order in which they came. */
const firstBelow = (data: Int32Array, start: number, end: number, key: number): number => {
  let low = 0;
  let high = (end - start) / ENTRY;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((data[start + middle * ENTRY] as number) < key) high = middle;
    else low = middle + 1;
  }
  return start + low * ENTRY;
};
