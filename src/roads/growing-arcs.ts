/**
 * Arcs kept by node, in lists that grow and shrink inside one pool: those of node `n` are from `starts[n]`, `counts[n]` of
 * them, in no order. At most one leads to the same end.
 */
export class GrowingArcs {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly #rooms: Int32Array;
  ends: Int32Array;
  weights: Float64Array;
  /** Roads of the graph that an arc stands for. */
  hops: Int32Array;
  /** The node a shortcut passes through; -1 for a road. */
  middles: Int32Array;
  #used = 0;

  /** @param room how many arcs to make room for at the start */
  constructor(nodeCount: number, room: number) {
    this.starts = new Int32Array(nodeCount);
    this.counts = new Int32Array(nodeCount);
    this.#rooms = new Int32Array(nodeCount);
    this.ends = new Int32Array(room);
    this.weights = new Float64Array(room);
    this.hops = new Int32Array(room);
    this.middles = new Int32Array(room);
  }

  /** Adds an arc, or makes the one there lighter; a heavier one changes nothing. */
  put(node: number, end: number, weight: number, hops: number, middle: number): void {
    const start = this.starts[node] as number;
    const count = this.counts[node] as number;
    let at = start;
    while (at < start + count && this.ends[at] !== end) at += 1;
    if (at === start + count) {
      if (count === this.#rooms[node]) at = this.#move(node, count);
      this.counts[node] = count + 1;
    } else if ((this.weights[at] as number) <= weight) return;
    this.ends[at] = end;
    this.weights[at] = weight;
    this.hops[at] = hops;
    this.middles[at] = middle;
  }

  remove(node: number, end: number): void {
    const start = this.starts[node] as number;
    const last = start + (this.counts[node] as number) - 1;
    for (let at = start; at <= last; at += 1) {
      if (this.ends[at] !== end) continue;
      this.ends[at] = this.ends[last] as number;
      this.weights[at] = this.weights[last] as number;
      this.hops[at] = this.hops[last] as number;
      this.middles[at] = this.middles[last] as number;
      this.counts[node] = last - start;
      return;
    }
  }

  /** Gives the node's list a wider room at the end of the pool. @returns where its next arc goes */
  #move(node: number, count: number): number {
    const from = this.starts[node] as number;
    const room = Math.max(4, count * 2);
    if (this.#used + room > this.ends.length) this.#widen(Math.ceil((this.#used + room) * 1.5));
    const to = this.#used;
    this.#used += room;
    for (const column of [this.ends, this.weights, this.hops, this.middles]) column.copyWithin(to, from, from + count);
    this.starts[node] = to;
    this.#rooms[node] = room;
    return to + count;
  }

  #widen(room: number): void {
    const wider = <Column extends Int32Array | Float64Array>(column: Column, into: Column): Column => {
      into.set(column);
      return into;
    };
    this.ends = wider(this.ends, new Int32Array(room));
    this.weights = wider(this.weights, new Float64Array(room));
    this.hops = wider(this.hops, new Int32Array(room));
    this.middles = wider(this.middles, new Int32Array(room));
  }
}
