/** Numbers kept of one entry: its key, what it is about, and one value that the search reads with it. */
export const ENTRY = 3;

/**
 * Many small lists of entries in one array, each kept in descending order of its keys. A search reads a list from its
 * start until the keys are too small, and nothing else.
 */
export interface Buckets {
  /** The entries of bucket `b`, three numbers each, are `data` from `starts[b]` to `ends[b] - 1`; both -1 when it is empty. */
  readonly columns: BucketColumns;
  readonly insert: (bucket: number, key: number, subject: number, value: number) => void;
  /** Takes out the entry of this subject with this key. @throws Error when there is none. */
  readonly remove: (bucket: number, key: number, subject: number) => void;
  /** Bytes held are those of the entries, and of what is left free to grow. */
  readonly size: () => { readonly entries: number; readonly usedBytes: number; readonly heldBytes: number };
  /** Lays the lists one after another without room to grow. */
  readonly trim: () => void;
}

/** Replaced as buckets grow: read them anew after each change. */
export interface BucketColumns {
  readonly data: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

interface Room {
  data: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly capacities: Int32Array;
}

const FIRST_ROOM = 1024;
const GROWTH = 1.5;

export const createBuckets = (bucketCount: number): Buckets => {
  const room: Room = {
    data: new Int32Array(FIRST_ROOM),
    starts: new Int32Array(bucketCount).fill(-1),
    ends: new Int32Array(bucketCount).fill(-1),
    capacities: new Int32Array(bucketCount),
  };
  /** Places that grown lists have left, by their capacity in numbers: the next list of that size takes them. */
  const left = new Map<number, number[]>();
  let end = 0;
  let entries = 0;

  const reserve = (numbers: number): number => {
    const reused = left.get(numbers)?.pop();
    if (reused !== undefined) return reused;
    const start = end;
    end += numbers;
    if (end > room.data.length) {
      const wider = new Int32Array(Math.ceil(Math.max(end, room.data.length * GROWTH)));
      wider.set(room.data.subarray(0, start));
      room.data = wider;
    }
    return start;
  };

  const grow = (bucket: number): void => {
    const { starts, ends, capacities } = room;
    const [start, capacity] = [starts[bucket] as number, capacities[bucket] as number];
    const next = capacity === 0 ? ENTRY : ENTRY * Math.ceil((capacity / ENTRY) * GROWTH + 0.5);
    const to = reserve(next);
    const length = start < 0 ? 0 : (ends[bucket] as number) - start;
    if (start >= 0) {
      room.data.copyWithin(to, start, start + length);
      const places = left.get(capacity);
      if (places === undefined) left.set(capacity, [start]);
      else places.push(start);
    }
    starts[bucket] = to;
    ends[bucket] = to + length;
    capacities[bucket] = next;
  };

  return {
    columns: room,
    insert(bucket, key, subject, value) {
      const { starts, ends, capacities } = room;
      if ((ends[bucket] as number) - (starts[bucket] as number) >= (capacities[bucket] as number)) grow(bucket);
      const { data } = room;
      const last = ends[bucket] as number;
      const at = firstBelow(data, starts[bucket] as number, last, key);
      data.copyWithin(at + ENTRY, at, last);
      data[at] = key;
      data[at + 1] = subject;
      data[at + 2] = value;
      ends[bucket] = last + ENTRY;
      entries += 1;
    },
    remove(bucket, key, subject) {
      const { data, starts, ends } = room;
      const [start, last] = [starts[bucket] as number, ends[bucket] as number];
      let at = firstBelow(data, start, last, key) - ENTRY;
      while (at >= start && data[at] === key && data[at + 1] !== subject) at -= ENTRY;
      if (at < start || data[at] !== key) throw new Error(`no entry of ${subject} in bucket ${bucket}`);
      data.copyWithin(at, at + ENTRY, last);
      ends[bucket] = last - ENTRY;
      entries -= 1;
    },
    size: () => ({
      entries,
      usedBytes: entries * ENTRY * Int32Array.BYTES_PER_ELEMENT,
      heldBytes: room.data.byteLength + room.starts.byteLength * 3,
    }),
    trim() {
      const { data, starts, ends, capacities } = room;
      const exact = new Int32Array(Math.max(ENTRY, entries * ENTRY));
      let to = 0;
      for (let bucket = 0; bucket < starts.length; bucket += 1) {
        const [start, last] = [starts[bucket] as number, ends[bucket] as number];
        if (start < 0) continue;
        exact.set(data.subarray(start, last), to);
        starts[bucket] = to;
        ends[bucket] = to + last - start;
        capacities[bucket] = last - start;
        to += last - start;
      }
      room.data = exact;
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
