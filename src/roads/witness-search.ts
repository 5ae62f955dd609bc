import type { GrowingArcs } from '#src/roads/growing-arcs.ts';
import { IndexedHeap } from '#src/roads/indexed-heap.ts';

/**
 * Looks for ways that avoid one node, among those not contracted yet. It may give up: a way it does not find only costs one
 * shortcut too many.
 */
export class WitnessSearch {
  readonly #out: GrowingArcs;
  readonly #heap: IndexedHeap;
  readonly #weights: Float64Array;
  /** The run in which a node's weight was written. */
  readonly #runs: Int32Array;
  #run = 0;

  constructor(nodeCount: number, out: GrowingArcs) {
    this.#out = out;
    this.#heap = new IndexedHeap(nodeCount);
    this.#weights = new Float64Array(nodeCount);
    this.#runs = new Int32Array(nodeCount);
  }

  /** Travels from a node without the avoided one, up to a weight, and settles so many nodes at most. */
  run(from: number, avoided: number, most: number, settledAtMost: number): void {
    const { starts, counts, ends, weights: arcWeights } = this.#out;
    const heap = this.#heap;
    const weights = this.#weights;
    const runs = this.#runs;
    const run = this.#run + 1;
    this.#run = run;
    heap.clear();
    weights[from] = 0;
    runs[from] = run;
    heap.put(from, 0);
    let settled = 0;
    while (heap.size > 0 && settled < settledAtMost && heap.least <= most) {
      const node = heap.pop();
      settled += 1;
      const here = weights[node] as number;
      const start = starts[node] as number;
      const end = start + (counts[node] as number);
      for (let at = start; at < end; at += 1) {
        const head = ends[at] as number;
        if (head === avoided) continue;
        const there = here + (arcWeights[at] as number);
        if (runs[head] === run) {
          if (there >= (weights[head] as number)) continue;
        } else runs[head] = run;
        weights[head] = there;
        heap.put(head, there);
      }
    }
  }

  /** Weight of a way found by the last run: the fastest, or a longer one if it gave up before. Infinity when it found none. */
  weightTo(node: number): number {
    return this.#runs[node] === this.#run ? (this.#weights[node] as number) : Infinity;
  }
}
