import { GrowingArcs } from '#src/roads/growing-arcs.ts';
import type { Hierarchy } from '#src/roads/hierarchy.ts';
import { HierarchyColumns } from '#src/roads/hierarchy-columns.ts';
import { IndexedHeap } from '#src/roads/indexed-heap.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { weightOf } from '#src/roads/weight.ts';
import { WitnessSearch } from '#src/roads/witness-search.ts';

export interface Contracted {
  readonly hierarchy: Hierarchy;
  /** By number of the hierarchy, the node of the graph. */
  readonly order: Int32Array;
}

/** Nodes a witness search settles: few to guess what a contraction would add, more to add nothing in vain. */
const SETTLED_TO_GUESS = 60;
const SETTLED_TO_CONTRACT = 500;
/** Nodes contracted between two reports of progress. */
const REPORTED_EVERY = 4096;

/**
 * Makes the contraction hierarchy of a graph: nodes leave one after another, the least important first; where a node was
 * on the only fastest way between two of its neighbours, a shortcut takes its place.
 *
 * A node is the less important, the fewer shortcuts it costs for the arcs it takes away, the fewer roads they stand for,
 * and the fewer nodes left below it: a mix that spreads the contraction evenly (Geisberger et al. 2008; the weights are
 * those measured best among a few).
 */
export const contract = (graph: RoadGraph, onProgress: (share: number) => void = () => undefined): Contracted => {
  const contraction = new Contraction(graph);
  const { nodeCount } = graph;
  for (let done = 0; done < nodeCount; done += 1) {
    if (done % REPORTED_EVERY === 0) onProgress(done / nodeCount);
    contraction.next();
  }
  return contraction.finish();
};

class Contraction {
  readonly #nodeCount: number;
  readonly #out: GrowingArcs;
  readonly #into: GrowingArcs;
  readonly #witness: WitnessSearch;
  readonly #queue: IndexedHeap;
  /** How many contractions deep a node stands above those already gone. */
  readonly #levels: Int32Array;
  readonly #up: HierarchyColumns;
  readonly #down: HierarchyColumns;
  readonly #order: Int32Array;
  #contracted = 0;

  constructor(graph: RoadGraph) {
    const { nodeCount, firstArc, heads, ticks, metres } = graph;
    this.#nodeCount = nodeCount;
    this.#out = new GrowingArcs(nodeCount, heads.length * 2);
    this.#into = new GrowingArcs(nodeCount, heads.length * 2);
    for (let tail = 0; tail < nodeCount; tail += 1)
      for (let arc = firstArc[tail] as number; arc < (firstArc[tail + 1] as number); arc += 1) {
        const head = heads[arc] as number;
        if (head === tail) continue;
        this.#addArc(tail, head, weightOf(ticks[arc] as number, metres[arc] as number), 1, -1);
      }
    this.#witness = new WitnessSearch(nodeCount, this.#out);
    this.#levels = new Int32Array(nodeCount);
    this.#up = new HierarchyColumns(nodeCount, heads.length);
    this.#down = new HierarchyColumns(nodeCount, heads.length);
    this.#order = new Int32Array(nodeCount);
    this.#queue = new IndexedHeap(nodeCount);
    for (let node = 0; node < nodeCount; node += 1) this.#queue.put(node, this.#importance(node));
  }

  /** Contracts the least important node. */
  next(): void {
    const queue = this.#queue;
    let node = queue.pop();
    // What is known of a node may be out of date: it is looked at again before it goes.
    for (let importance = this.#importance(node); importance > queue.least; importance = this.#importance(node)) {
      queue.put(node, importance);
      node = queue.pop();
    }
    this.#shortcuts(node, SETTLED_TO_CONTRACT, true);
    this.#takeAway(node);
    this.#order[this.#contracted] = node;
    this.#contracted += 1;
  }

  finish(): Contracted {
    const rank = new Int32Array(this.#nodeCount);
    for (let number = 0; number < this.#nodeCount; number += 1) rank[this.#order[number] as number] = number;
    return {
      hierarchy: { nodeCount: this.#nodeCount, up: this.#up.finish(rank), down: this.#down.finish(rank) },
      order: this.#order,
    };
  }

  #addArc(tail: number, head: number, weight: number, hops: number, middle: number): void {
    this.#out.put(tail, head, weight, hops, middle);
    this.#into.put(head, tail, weight, hops, middle);
  }

  #importance(node: number): number {
    const { starts: outStarts, counts: outCounts, hops: outHops } = this.#out;
    const { starts: intoStarts, counts: intoCounts, hops: intoHops } = this.#into;
    const outCount = outCounts[node] as number;
    const intoCount = intoCounts[node] as number;
    const level = this.#levels[node] as number;
    if (outCount + intoCount === 0) return level;
    let hops = 0;
    for (let at = outStarts[node] as number, end = at + outCount; at < end; at += 1) hops += outHops[at] as number;
    for (let at = intoStarts[node] as number, end = at + intoCount; at < end; at += 1) hops += intoHops[at] as number;
    this.#shortcuts(node, SETTLED_TO_GUESS, false);
    return level + this.#added / (outCount + intoCount) + this.#addedHops / hops;
  }

  #added = 0;
  #addedHops = 0;

  /** Counts the shortcuts that the node's contraction costs, and adds them when it is for good. */
  #shortcuts(node: number, settledAtMost: number, forGood: boolean): void {
    const out = this.#out;
    const into = this.#into;
    this.#added = 0;
    this.#addedHops = 0;
    const outCount = out.counts[node] as number;
    const intoCount = into.counts[node] as number;
    for (let i = 0; i < intoCount; i += 1) {
      const at = (into.starts[node] as number) + i;
      const tail = into.ends[at] as number;
      const toNode = into.weights[at] as number;
      const toNodeHops = into.hops[at] as number;
      const farthest = this.#farthest(node, tail);
      if (farthest < 0) continue;
      this.#witness.run(tail, node, toNode + farthest, settledAtMost);
      for (let o = 0; o < outCount; o += 1) {
        const from = (out.starts[node] as number) + o;
        const head = out.ends[from] as number;
        if (head === tail) continue;
        const through = toNode + (out.weights[from] as number);
        if (this.#witness.weightTo(head) <= through) continue;
        const hops = toNodeHops + (out.hops[from] as number);
        this.#added += 1;
        this.#addedHops += hops;
        if (forGood) this.#addArc(tail, head, through, hops, node);
      }
    }
  }

  /** The heaviest arc from a node to another than that one; -1 when there is none. */
  #farthest(node: number, but: number): number {
    const { starts, counts, ends, weights } = this.#out;
    const start = starts[node] as number;
    const end = start + (counts[node] as number);
    let farthest = -1;
    for (let at = start; at < end; at += 1)
      if (ends[at] !== but && (weights[at] as number) > farthest) farthest = weights[at] as number;
    return farthest;
  }

  /** Moves the node's arcs to the hierarchy: all that is left of the graph is above it. */
  #takeAway(node: number): void {
    const level = (this.#levels[node] as number) + 1;
    this.#up.take(this.#out, node);
    this.#down.take(this.#into, node);
    for (const [mine, theirs] of [
      [this.#out, this.#into],
      [this.#into, this.#out],
    ] as const) {
      const start = mine.starts[node] as number;
      const end = start + (mine.counts[node] as number);
      for (let at = start; at < end; at += 1) {
        const neighbour = mine.ends[at] as number;
        theirs.remove(neighbour, node);
        if ((this.#levels[neighbour] as number) < level) this.#levels[neighbour] = level;
      }
    }
  }
}
