import type { JourneyValue } from '#src/transit/search/journey-value.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** The end of a list. */
export const NO_ENTRY = -1;

/**
 * By stop, what is left of the best journeys for whoever is there at an hour: each entry is good for those who are there
 * by its hour. From the head on, hours grow and so do values: an entry that is neither later nor better than another is
 * not kept. Entries are columns, and lists run through them.
 */
export class ProfileLists {
  readonly #heads: Int32Array;
  /** The lists begun since they were cleared: a search writes a few of thousands. */
  readonly #begun: Int32Array;
  #begunCount = 0;
  #count = 0;
  next = new Int32Array(1024);
  hours = new Int32Array(1024);
  values = new Float64Array(1024);
  /** The hop by which one gets on, and the one at whose end one gets off. */
  boards = new Int32Array(1024);
  exits = new Int32Array(1024);

  constructor(listCount: number) {
    this.#heads = new Int32Array(listCount).fill(NO_ENTRY);
    this.#begun = new Int32Array(listCount);
  }

  clear(): void {
    for (let at = 0; at < this.#begunCount; at += 1) this.#heads[this.#begun[at] as number] = NO_ENTRY;
    this.#begunCount = 0;
    this.#count = 0;
  }

  head(list: number): number {
    return this.#heads[list] as number;
  }

  /** The best for whoever is there at that hour: the first entry good for them. */
  from(list: number, hour: ServiceSeconds): number {
    let entry = this.#heads[list] as number;
    while (entry !== NO_ENTRY && (this.hours[entry] as number) < hour) entry = this.next[entry] as number;
    return entry;
  }

  insert(list: number, hour: ServiceSeconds, value: JourneyValue, board: number, exit: number): void {
    // Entries come by the hour of their vehicles, the latest first, so the place is found near the head.
    let kept = NO_ENTRY;
    let entry = this.#heads[list] as number;
    while (entry !== NO_ENTRY && (this.hours[entry] as number) < hour) {
      if ((this.values[entry] as number) < value) kept = entry;
      entry = this.next[entry] as number;
    }
    if (entry !== NO_ENTRY && (this.values[entry] as number) <= value) return;
    if (this.#heads[list] === NO_ENTRY) {
      this.#begun[this.#begunCount] = list;
      this.#begunCount += 1;
    }
    // Those between the last one better than it and its place are earlier and no better: they are passed over.
    if (entry !== NO_ENTRY && this.hours[entry] === hour) entry = this.next[entry] as number;
    const added = this.#add(hour, value, board, exit, entry);
    if (kept === NO_ENTRY) this.#heads[list] = added;
    else this.next[kept] = added;
  }

  #add(hour: ServiceSeconds, value: JourneyValue, board: number, exit: number, next: number): number {
    const added = this.#count;
    if (added === this.hours.length) this.#grow();
    this.#count = added + 1;
    this.hours[added] = hour;
    this.values[added] = value;
    this.boards[added] = board;
    this.exits[added] = exit;
    this.next[added] = next;
    return added;
  }

  #grow(): void {
    const room = this.hours.length * 2;
    const grown = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(room);
      wider.set(column);
      return wider;
    };
    this.next = grown(this.next);
    this.hours = grown(this.hours);
    this.boards = grown(this.boards);
    this.exits = grown(this.exits);
    const values = new Float64Array(room);
    values.set(this.values);
    this.values = values;
  }
}
