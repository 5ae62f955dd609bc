import type { Segments } from '#src/roads/osm/cut-roads.ts';
import { GrowingColumn } from '#src/growing-column.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { TICKS_PER_MINUTE } from '#src/roads/weight.ts';
import type { Metres } from '#src/time/units.ts';

/** Arcs as they are found, in any order, on the way to a graph. */
export class ArcList {
  readonly #segments: Segments;
  /** Of each point, its node; -1 as long as no arc ends there. */
  readonly #nodeOf: Int32Array;
  readonly #nodes = new GrowingColumn();
  readonly #tails = new GrowingColumn();
  readonly #heads = new GrowingColumn();
  readonly #ticks = new GrowingColumn();
  readonly #metres = new GrowingColumn();
  readonly #shapes = new GrowingColumn();
  readonly #firstOfShape = new GrowingColumn();
  readonly #shapePoints = new GrowingColumn();

  constructor(segments: Segments) {
    this.#segments = segments;
    this.#nodeOf = new Int32Array(segments.longitudes.length).fill(-1);
  }

  /** Adds a chain of pieces of road, cut where `stops` says, as arcs in the ways it may be driven. */
  add(chain: readonly number[], stops: readonly number[]): void {
    let from = 0;
    for (const to of stops) {
      this.#addArc(chain, from, to);
      from = to;
    }
  }

  #addArc(chain: readonly number[], from: number, to: number): void {
    const { metres, wayOf, ways } = this.#segments;
    let length = 0;
    let onwards = 0;
    let back = 0;
    const shape = this.#firstOfShape.length;
    this.#firstOfShape.push(this.#shapePoints.length);
    for (let at = from; at < to; at += 1) {
      const end = chain[at] as number;
      if (at > from) this.#shapePoints.push(this.#pointAt(end));
      const along = metres[end >> 1] as number;
      const way = wayOf[end >> 1] as number;
      const isForward = (end & 1) === 0;
      length += along;
      onwards += along / ((isForward ? ways.forward : ways.backward)[way] as number);
      back += along / ((isForward ? ways.backward : ways.forward)[way] as number);
    }
    const tail = this.#nodeAt(chain[from] as number);
    const head = this.#nodeAt((chain[to - 1] as number) ^ 1);
    // Where it may not be driven the speed is 0 and the time endless, or not a number when the piece has no length.
    if (Number.isFinite(onwards)) this.#push(tail, head, onwards, length, shape);
    if (Number.isFinite(back)) this.#push(head, tail, back, length, -1 - shape);
  }

  /** @param hours metres over kilometres an hour: thousandths of an hour */
  #push(tail: number, head: number, hours: number, length: Metres, shape: number): void {
    this.#tails.push(tail);
    this.#heads.push(head);
    this.#ticks.push(Math.max(1, Math.round((hours / 1000) * 60 * TICKS_PER_MINUTE)));
    this.#metres.push(Math.round(length));
    this.#shapes.push(shape);
  }

  #pointAt(end: number): number {
    return ((end & 1) === 0 ? this.#segments.tails : this.#segments.heads)[end >> 1] as number;
  }

  #nodeAt(end: number): number {
    const point = this.#pointAt(end);
    const known = this.#nodeOf[point] as number;
    if (known !== -1) return known;
    const node = this.#nodes.length;
    this.#nodeOf[point] = node;
    this.#nodes.push(point);
    return node;
  }

  toGraph(): RoadGraph {
    const { longitudes, latitudes } = this.#segments;
    const nodes = this.#nodes.toArray();
    const shapePoints = this.#shapePoints.toArray();
    this.#firstOfShape.push(shapePoints.length);
    const tails = this.#tails.toArray();
    const firstArc = countFrom(tails, nodes.length);
    const order = orderByTail(tails, firstArc);
    return {
      nodeCount: nodes.length,
      longitudes: pick(longitudes, nodes),
      latitudes: pick(latitudes, nodes),
      firstArc,
      heads: pick(this.#heads.toArray(), order),
      ticks: pick(this.#ticks.toArray(), order),
      metres: pick(this.#metres.toArray(), order),
      shapes: pick(this.#shapes.toArray(), order),
      geometry: {
        first: this.#firstOfShape.toArray(),
        longitudes: pick(longitudes, shapePoints),
        latitudes: pick(latitudes, shapePoints),
      },
    };
  }
}

const pick = (column: Int32Array, at: Int32Array): Int32Array => {
  const picked = new Int32Array(at.length);
  for (let i = 0; i < at.length; i += 1) picked[i] = column[at[i] as number] as number;
  return picked;
};

/** Of each node, where its arcs begin once they stand in the order of their tails. */
const countFrom = (tails: Int32Array, nodeCount: number): Int32Array => {
  const first = new Int32Array(nodeCount + 1);
  for (const tail of tails) first[tail + 1] = (first[tail + 1] as number) + 1;
  for (let node = 0; node < nodeCount; node += 1)
    first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  return first;
};

const orderByTail = (tails: Int32Array, firstArc: Int32Array): Int32Array => {
  const next = firstArc.slice();
  const order = new Int32Array(tails.length);
  for (let arc = 0; arc < tails.length; arc += 1) {
    const tail = tails[arc] as number;
    const place = next[tail] as number;
    order[place] = arc;
    next[tail] = place + 1;
  }
  return order;
};
