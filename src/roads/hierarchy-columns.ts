import type { GrowingArcs } from '#src/roads/growing-arcs.ts';
import type { HierarchyArcs } from '#src/roads/hierarchy.ts';
import { metresOf, ticksOf } from '#src/roads/weight.ts';

/** Arcs of a hierarchy in the making: nodes come in the order of their contraction, that of their numbers. */
export class HierarchyColumns {
  readonly #first: Int32Array;
  #ends: Int32Array;
  #weights: Float64Array;
  #middles: Int32Array;
  #nodes = 0;
  #arcs = 0;

  constructor(nodeCount: number, room: number) {
    this.#first = new Int32Array(nodeCount + 1);
    this.#ends = new Int32Array(room);
    this.#weights = new Float64Array(room);
    this.#middles = new Int32Array(room);
  }

  /** Takes the arcs of the next node. */
  take({ starts, counts, ends, weights, middles }: GrowingArcs, node: number): void {
    const start = starts[node] as number;
    const count = counts[node] as number;
    if (this.#arcs + count > this.#ends.length) this.#widen(Math.ceil((this.#arcs + count) * 1.5));
    for (let at = start; at < start + count; at += 1) {
      this.#ends[this.#arcs] = ends[at] as number;
      this.#weights[this.#arcs] = weights[at] as number;
      this.#middles[this.#arcs] = middles[at] as number;
      this.#arcs += 1;
    }
    this.#nodes += 1;
    this.#first[this.#nodes] = this.#arcs;
  }

  /** @param rank by node of the graph, its number in the hierarchy */
  finish(rank: Int32Array): HierarchyArcs {
    const length = this.#arcs;
    const columns = {
      first: this.#first,
      ends: new Int32Array(length),
      ticks: new Int32Array(length),
      metres: new Int32Array(length),
      middles: new Int32Array(length),
    };
    for (let at = 0; at < length; at += 1) {
      const middle = this.#middles[at] as number;
      columns.ends[at] = rank[this.#ends[at] as number] as number;
      columns.ticks[at] = ticksOf(this.#weights[at] as number);
      columns.metres[at] = metresOf(this.#weights[at] as number);
      columns.middles[at] = middle < 0 ? -1 : (rank[middle] as number);
    }
    return columns;
  }

  #widen(room: number): void {
    const [ends, weights, middles] = [new Int32Array(room), new Float64Array(room), new Int32Array(room)];
    ends.set(this.#ends);
    weights.set(this.#weights);
    middles.set(this.#middles);
    this.#ends = ends;
    this.#weights = weights;
    this.#middles = middles;
  }
}
