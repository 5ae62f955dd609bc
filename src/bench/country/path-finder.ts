import type { Edges } from '#src/bench/country/neighbour-edges.ts';
import { IndexedHeap } from '#src/roads/indexed-heap.ts';

/** How much of its length an edge may cost at least: keeps the search towards the goal honest. */
export const LEAST_COST = 0.5;

/** Cheapest ways over edges whose costs change as roads are widened: A* towards the end, by the flat distance. */
export class PathFinder {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #edges: Edges;
  /** Edges of node `n`: `#around[#first[n]]` to `#around[#first[n + 1] - 1]`. */
  readonly #first: Int32Array;
  readonly #around: Int32Array;
  readonly #heap: IndexedHeap;
  readonly #costs: Float64Array;
  readonly #by: Int32Array;
  readonly #runs: Int32Array;
  #run = 0;

  constructor(x: Float64Array, y: Float64Array, edges: Edges) {
    const { from, to } = edges;
    this.#x = x;
    this.#y = y;
    this.#edges = edges;
    this.#first = new Int32Array(x.length + 1);
    for (const ends of [from, to]) for (const end of ends) this.#first[end + 1] = (this.#first[end + 1] as number) + 1;
    for (let node = 0; node < x.length; node += 1)
      this.#first[node + 1] = (this.#first[node + 1] as number) + (this.#first[node] as number);
    this.#around = new Int32Array(from.length * 2);
    const next = this.#first.slice();
    for (const ends of [from, to])
      for (const [edge, end] of ends.entries()) {
        this.#around[next[end] as number] = edge;
        next[end] = (next[end] as number) + 1;
      }
    this.#heap = new IndexedHeap(x.length);
    this.#costs = new Float64Array(x.length);
    this.#by = new Int32Array(x.length);
    this.#runs = new Int32Array(x.length);
  }

  /**
   * The edges of the cheapest way; none when there is no way.
   * @param costOf at least LEAST_COST times the edge's length
   */
  path(start: number, goal: number, costOf: Float64Array): readonly number[] {
    const { from, to } = this.#edges;
    this.#run += 1;
    this.#heap.clear();
    this.#reach(start, 0, -1, goal);
    while (this.#heap.size > 0) {
      const node = this.#heap.pop();
      if (node === goal) return this.#back(start, goal);
      const here = this.#costs[node] as number;
      for (let at = this.#first[node] as number; at < (this.#first[node + 1] as number); at += 1) {
        const edge = this.#around[at] as number;
        const other = from[edge] === node ? (to[edge] as number) : (from[edge] as number);
        const there = here + (costOf[edge] as number);
        if (this.#runs[other] === this.#run && there >= (this.#costs[other] as number)) continue;
        this.#reach(other, there, edge, goal);
      }
    }
    return [];
  }

  #reach(node: number, cost: number, by: number, goal: number): void {
    this.#runs[node] = this.#run;
    this.#costs[node] = cost;
    this.#by[node] = by;
    const [dx, dy] = [
      (this.#x[node] as number) - (this.#x[goal] as number),
      (this.#y[node] as number) - (this.#y[goal] as number),
    ];
    this.#heap.put(node, cost + LEAST_COST * Math.sqrt(dx * dx + dy * dy));
  }

  #back(start: number, goal: number): readonly number[] {
    const { from, to } = this.#edges;
    const path: number[] = [];
    for (let node = goal; node !== start;) {
      const edge = this.#by[node] as number;
      path.push(edge);
      node = from[edge] === node ? (to[edge] as number) : (from[edge] as number);
    }
    return path;
  }
}
