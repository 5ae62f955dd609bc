import { latitudeOf, longitudeOf } from '#src/bench/country/settlements.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';

export interface RoadTraits {
  /** Kilometres an hour. */
  readonly speed: number;
  /** Length over that of the straight line. */
  readonly winding: number;
  readonly bothWays: boolean;
}

/** Nodes and roads that become a graph; shapes are left out, every road is a straight line. */
export class RoadList {
  readonly #x: number[];
  readonly #y: number[];
  readonly #tails: number[] = [];
  readonly #heads: number[] = [];
  readonly #ticks: number[] = [];
  readonly #metres: number[] = [];

  constructor(x: Float64Array, y: Float64Array) {
    this.#x = Array.from(x);
    this.#y = Array.from(y);
  }

  addNode(x: number, y: number): number {
    this.#y.push(y);
    return this.#x.push(x) - 1;
  }

  addRoad(from: number, to: number, { speed, winding, bothWays }: RoadTraits): void {
    const [dx, dy] = [
      (this.#x[from] as number) - (this.#x[to] as number),
      (this.#y[from] as number) - (this.#y[to] as number),
    ];
    const metres = Math.max(1, Math.round(Math.hypot(dx, dy) * 1000 * winding));
    const ticks = Math.max(1, Math.round((metres / speed) * 36));
    this.#addArc(from, to, ticks, metres);
    if (bothWays) this.#addArc(to, from, ticks, metres);
  }

  /** A road in several pieces, each with a node of its own between. */
  addLongRoad(from: number, to: number, pieces: number, traits: RoadTraits): void {
    const [x0, y0] = [this.#x[from] as number, this.#y[from] as number];
    const [dx, dy] = [(this.#x[to] as number) - x0, (this.#y[to] as number) - y0];
    let before = from;
    for (let piece = 1; piece < pieces; piece += 1) {
      const node = this.addNode(x0 + (dx * piece) / pieces, y0 + (dy * piece) / pieces);
      this.addRoad(before, node, traits);
      before = node;
    }
    this.addRoad(before, to, traits);
  }

  toGraph(): RoadGraph {
    const nodeCount = this.#x.length;
    const arcCount = this.#tails.length;
    const firstArc = new Int32Array(nodeCount + 1);
    for (const tail of this.#tails) firstArc[tail + 1] = (firstArc[tail + 1] as number) + 1;
    for (let node = 0; node < nodeCount; node += 1)
      firstArc[node + 1] = (firstArc[node + 1] as number) + (firstArc[node] as number);
    const next = firstArc.slice();
    const columns = {
      heads: new Int32Array(arcCount),
      ticks: new Int32Array(arcCount),
      metres: new Int32Array(arcCount),
    };
    for (const [arc, tail] of this.#tails.entries()) {
      const at = next[tail] as number;
      next[tail] = at + 1;
      columns.heads[at] = this.#heads[arc] as number;
      columns.ticks[at] = this.#ticks[arc] as number;
      columns.metres[at] = this.#metres[arc] as number;
    }
    return {
      nodeCount,
      longitudes: Int32Array.from(this.#x, (x) => Math.round(longitudeOf(x) * 1e7)),
      latitudes: Int32Array.from(this.#y, (y) => Math.round(latitudeOf(y) * 1e7)),
      firstArc,
      ...columns,
      shapes: new Int32Array(arcCount),
      geometry: { first: new Int32Array(2), longitudes: new Int32Array(0), latitudes: new Int32Array(0) },
    };
  }

  #addArc(from: number, to: number, ticks: number, metres: number): void {
    this.#tails.push(from);
    this.#heads.push(to);
    this.#ticks.push(ticks);
    this.#metres.push(metres);
  }
}
