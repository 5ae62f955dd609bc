import { GrowingColumn } from '#src/growing-column.ts';
import type { WayColumns } from '#src/roads/osm/raw-roads.ts';
import type { Road } from '#src/roads/osm/read-road.ts';
import type { SaidToPeople } from '#src/said-to-people.ts';
import { type IdIndex, IdList } from '#src/sources/openstreetmap/id-list.ts';
import type { WaySink } from '#src/sources/openstreetmap/read-ways.ts';

/** Keeps the roads of all files in flat columns, and the identifiers of the points they pass. */
export class WayCollector implements WaySink {
  readonly #mostPoints: number;
  readonly #tooMany: () => SaidToPeople;
  #ids = new IdList();
  #ofEarlierFiles: IdIndex | null = null;
  readonly #points = new IdList();
  readonly #firstPoint = new GrowingColumn();
  readonly #forward: number[] = [];
  readonly #backward: number[] = [];
  readonly #isMain: number[] = [];
  readonly #lengths: number[] = [];

  /** @param tooMany what to throw when the roads pass more than `mostPoints` points */
  constructor(mostPoints: number, tooMany: () => SaidToPeople) {
    this.#mostPoints = mostPoints;
    this.#tooMany = tooMany;
  }

  /** Extracts of neighbouring regions share the ways of their border: each is taken once. To be called between files. */
  beginNextFile(): void {
    this.#ofEarlierFiles = this.#ids.toIndex();
  }

  beginWay(id: number, road: Road): boolean {
    if (this.#ofEarlierFiles !== null && this.#ofEarlierFiles.find(id) !== -1) return false;
    this.#ids.push(id);
    this.#firstPoint.push(this.#points.length);
    this.#forward.push(road.forward);
    this.#backward.push(road.backward);
    this.#isMain.push(road.isMain ? 1 : 0);
    this.#lengths.push(road.length);
    return true;
  }

  addPoint(id: number): void {
    if (this.#points.length >= this.#mostPoints) throw this.#tooMany();
    this.#points.push(id);
  }

  get wayCount(): number {
    return this.#ids.length;
  }

  /** The points of all roads by number, and of each way which are its own; the collector is emptied on the way. */
  finish(): CollectedWays {
    this.#firstPoint.push(this.#points.length);
    const index = this.#points.toIndex();
    const points = this.#points.drain(index);
    const ways = {
      forward: Float32Array.from(this.#forward),
      backward: Float32Array.from(this.#backward),
      isMain: Uint8Array.from(this.#isMain),
      lengths: Float32Array.from(this.#lengths),
    };
    for (const column of [this.#forward, this.#backward, this.#isMain, this.#lengths]) column.length = 0;
    this.#ids = new IdList();
    this.#ofEarlierFiles = null;
    return { index, firstPoint: this.#firstPoint.toArray(), points, ways };
  }
}

export interface CollectedWays {
  readonly index: IdIndex;
  readonly firstPoint: Int32Array;
  readonly points: Int32Array;
  readonly ways: WayColumns;
}
