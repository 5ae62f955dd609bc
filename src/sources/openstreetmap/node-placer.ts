import { CLOSED, FOUND, INSIDE } from '#src/roads/osm/raw-roads.ts';
import type { AreaTest } from '#src/roads/road-area.ts';
import type { IdIndex } from '#src/sources/openstreetmap/id-list.ts';
import type { NodeSink } from '#src/sources/openstreetmap/read-nodes.ts';

/** Puts the points of roads where their nodes are. */
export class NodePlacer implements NodeSink {
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  readonly marks: Uint8Array;
  readonly #index: IdIndex;
  readonly #isInside: AreaTest;

  constructor(index: IdIndex, isInside: AreaTest) {
    this.#index = index;
    this.#isInside = isInside;
    this.longitudes = new Int32Array(index.length);
    this.latitudes = new Int32Array(index.length);
    this.marks = new Uint8Array(index.length);
  }

  find(id: number): number {
    return this.#index.find(id);
  }

  place(number: number, longitudeE7: number, latitudeE7: number, isClosed: boolean): void {
    this.longitudes[number] = longitudeE7;
    this.latitudes[number] = latitudeE7;
    this.marks[number] = FOUND | (isClosed ? CLOSED : 0) | (this.#isInside(longitudeE7, latitudeE7) ? INSIDE : 0);
  }
}
