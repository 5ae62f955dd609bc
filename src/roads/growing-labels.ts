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
    const { hubs, ticks, metres } = this;
    this.hubs = new Int32Array(room);
    this.ticks = new Int32Array(room);
    this.metres = new Int32Array(room);
    this.hubs.set(hubs.subarray(0, this.#used));
    this.ticks.set(ticks.subarray(0, this.#used));
    this.metres.set(metres.subarray(0, this.#used));
  }
}
