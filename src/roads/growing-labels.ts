import type { LabelSide } from '#src/roads/hub-labels.ts';

/** The entry of a label not made yet. */
const NOT_MADE = -1;

/** One direction of the labels, to which labels are added one node after another. */
export class GrowingLabels implements LabelSide {
  readonly first: Int32Array;
  readonly last: Int32Array;
  hubs: Int32Array;
  ticks: Int32Array;
  metres: Int32Array;
  #used: number;
  /** Whether the columns were made here. */
  #isOwn = false;

  constructor(made: LabelSide) {
    this.first = made.first;
    this.last = made.last;
    this.hubs = made.hubs;
    this.ticks = made.ticks;
    this.metres = made.metres;
    this.#used = made.hubs.length;
  }

  static empty(nodeCount: number): GrowingLabels {
    return new GrowingLabels({
      first: new Int32Array(nodeCount).fill(NOT_MADE),
      last: new Int32Array(nodeCount).fill(NOT_MADE),
      hubs: new Int32Array(0),
      ticks: new Int32Array(0),
      metres: new Int32Array(0),
    });
  }

  has(node: number): boolean {
    return this.first[node] !== NOT_MADE;
  }

  /** Begins the label of a node: entries are then added in descending order of hubs. */
  begin(node: number): void {
    this.first[node] = this.#used;
    this.last[node] = this.#used;
  }

  add(node: number, hub: number, ticks: number, metres: number): void {
    if (this.#used === this.hubs.length) this.#resize(Math.max(1024, Math.ceil(this.#used * 1.5)));
    this.hubs[this.#used] = hub;
    this.ticks[this.#used] = ticks;
    this.metres[this.#used] = metres;
    this.#used += 1;
    this.last[node] = this.#used;
  }

  /** Gives back the room that no entry uses. */
  trim(): void {
    this.#resize(this.#used);
  }

  #resize(room: number): void {
    this.hubs = this.#moved(this.hubs, room);
    this.ticks = this.#moved(this.ticks, room);
    this.metres = this.#moved(this.metres, room);
    this.#isOwn = true;
  }

  /**
   * Moved, not copied: the former column is gone at once, where waiting for its collection would take twice the memory. So
   * nobody keeps a column while labels are made. Those that came from a file are views on bytes that are not ours.
   */
  #moved(column: Int32Array, room: number): Int32Array {
    if (this.#isOwn)
      return new Int32Array((column.buffer as ArrayBuffer).transfer(room * Int32Array.BYTES_PER_ELEMENT));
    const moved = new Int32Array(room);
    moved.set(column.subarray(0, this.#used));
    return moved;
  }
}
