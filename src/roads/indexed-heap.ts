const ARITY = 4;
const ABSENT = -1;

/**
 * A queue of nodes by key, the smallest first, in which a node's key may change. Nodes are whole numbers below a size told at
 * the start; nothing is allocated afterwards.
 */
export class IndexedHeap {
  readonly #nodes: Int32Array;
  readonly #keys: Float64Array;
  /** Place of each node in the queue, or ABSENT. */
  readonly #places: Int32Array;
  #size = 0;

  constructor(nodeCount: number) {
    this.#nodes = new Int32Array(nodeCount);
    this.#keys = new Float64Array(nodeCount);
    this.#places = new Int32Array(nodeCount).fill(ABSENT);
  }

  get size(): number {
    return this.#size;
  }

  has(node: number): boolean {
    return this.#places[node] !== ABSENT;
  }

  /** The smallest key; Infinity when the queue is empty. */
  get least(): number {
    return this.#size === 0 ? Infinity : (this.#keys[0] as number);
  }

  /** Adds a node, or gives it another key. */
  put(node: number, key: number): void {
    let place = this.#places[node] as number;
    if (place === ABSENT) {
      place = this.#size;
      this.#size += 1;
      this.#rise(place, node, key);
    } else if (key <= (this.#keys[place] as number)) this.#rise(place, node, key);
    else this.#sink(place, node, key);
  }

  /** Takes out the node with the smallest key. The queue must not be empty. */
  pop(): number {
    const node = this.#nodes[0] as number;
    this.#places[node] = ABSENT;
    this.#size -= 1;
    if (this.#size > 0) this.#sink(0, this.#nodes[this.#size] as number, this.#keys[this.#size] as number);
    return node;
  }

  clear(): void {
    for (let place = 0; place < this.#size; place += 1) this.#places[this.#nodes[place] as number] = ABSENT;
    this.#size = 0;
  }

  #rise(from: number, node: number, key: number): void {
    const nodes = this.#nodes;
    const keys = this.#keys;
    const places = this.#places;
    let place = from;
    while (place > 0) {
      const parent = ((place - 1) / ARITY) | 0;
      const parentKey = keys[parent] as number;
      if (parentKey <= key) break;
      const moved = nodes[parent] as number;
      nodes[place] = moved;
      keys[place] = parentKey;
      places[moved] = place;
      place = parent;
    }
    nodes[place] = node;
    keys[place] = key;
    places[node] = place;
  }

  #sink(from: number, node: number, key: number): void {
    const nodes = this.#nodes;
    const keys = this.#keys;
    const places = this.#places;
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = place * ARITY + 1;
      if (first >= size) break;
      const end = Math.min(first + ARITY, size);
      let child = first;
      let childKey = keys[first] as number;
      for (let other = first + 1; other < end; other += 1) {
        const otherKey = keys[other] as number;
        if (otherKey < childKey) {
          child = other;
          childKey = otherKey;
        }
      }
      if (childKey >= key) break;
      const moved = nodes[child] as number;
      nodes[place] = moved;
      keys[place] = childKey;
      places[moved] = place;
      place = child;
    }
    nodes[place] = node;
    keys[place] = key;
    places[node] = place;
  }
}
