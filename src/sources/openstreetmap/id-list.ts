/** Identifiers of OpenStreetMap are above 32 bits since 2013: they are kept as doubles, exact up to 53 bits. */
const PER_PAGE = 2 ** 17;

/** Identifiers one after another, as many as come: in pages, for a list that grows not to be copied whole. */
export class IdList {
  readonly #pages: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(id: number): void {
    const at = this.#length % PER_PAGE;
    if (at === 0) this.#pages.push(new Float64Array(PER_PAGE));
    (this.#pages[this.#pages.length - 1] as Float64Array)[at] = id;
    this.#length += 1;
  }

  /** The different identifiers of the list, in ascending order: their places in it become their numbers. */
  toIndex(): IdIndex {
    const sorted = new Float64Array(this.#length);
    this.#pages.forEach((page, at) => sorted.set(page.subarray(0, this.#length - at * PER_PAGE), at * PER_PAGE));
    sorted.sort();
    let count = 0;
    for (let at = 0; at < sorted.length; at += 1)
      if (at === 0 || sorted[at] !== sorted[at - 1]) {
        sorted[count] = sorted[at] as number;
        count += 1;
      }
    return new IdIndex(sorted.subarray(0, count));
  }

  /** The list as numbers of an index that has them all. The list is emptied on the way, for both not to stand in memory. */
  drain(index: IdIndex): Int32Array {
    const numbers = new Int32Array(this.#length);
    let at = 0;
    for (let page = this.#pages.shift(); page !== undefined; page = this.#pages.shift())
      for (let i = 0; i < PER_PAGE && at < numbers.length; i += 1) {
        numbers[at] = index.find(page[i] as number);
        at += 1;
      }
    this.#length = 0;
    return numbers;
  }
}

/** Identifiers in ascending order, each found by its number. */
export class IdIndex {
  readonly #ids: Float64Array;
  #cursor = 0;

  constructor(ids: Float64Array) {
    this.#ids = ids;
  }

  get length(): number {
    return this.#ids.length;
  }

  /**
   * Looks from where the last one was found, further and further away: extracts are in ascending order, so that most are a
   * step away, and a file in any other order still takes only the time of a dictionary.
   * @returns -1 for one that is not there
   */
  find(id: number): number {
    const ids = this.#ids;
    let low = this.#cursor;
    let high = low;
    for (let step = 1; low > 0 && (ids[low] as number) > id; step *= 2) {
      high = low;
      low = Math.max(0, low - step);
    }
    for (let step = 1; high < ids.length && (ids[high] as number) < id; step *= 2) {
      low = high;
      high = Math.min(ids.length, high + step);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    if (low === ids.length) {
      this.#cursor = Math.max(0, low - 1);
      return -1;
    }
    this.#cursor = low;
    return ids[low] === id ? low : -1;
  }
}
