import type { ImportSource } from '#src/imports/import-source.ts';
import type { WorkOrder } from '#src/imports/works.ts';
import type { Point } from '#src/places/place.ts';
import type { RoadMapAbout } from '#src/roads/road-map.ts';

/** A territory that a map is made for: its roads are all kept around these points. */
export interface Served {
  readonly territoryId: string;
  readonly communes: readonly Point[];
}

/** What is asked of the worker that makes a road map: all it needs, as plain values. */
export interface ImportOrder extends WorkOrder {
  /** Extracts of neighbouring regions, or one ready road file. */
  readonly sources: readonly ImportSource[];
  /** One map for all of them. */
  readonly territories: readonly Served[];
}

/** A map made, as the bytes of its file. */
export interface RoadFileMade {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly about: RoadMapAbout;
  /** The territories that it has roads in: at least one. */
  readonly territoryIds: readonly string[];
}
