import type { ImportSource } from '#src/imports/import-source.ts';
import type { Point } from '#src/places/place.ts';
import type { RoadMapAbout } from '#src/roads/road-map.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** A territory that a map is made for: its roads are all kept around these points. */
export interface Served {
  readonly territoryId: string;
  readonly communes: readonly Point[];
}

/** What is asked of the worker that makes a road map: all it needs, as plain values. */
export interface ImportOrder {
  /** Extracts of neighbouring regions, or one ready road file. */
  readonly sources: readonly ImportSource[];
  /** One map for all of them. */
  readonly territories: readonly Served[];
  /** Where downloads are kept, to be taken up again. */
  readonly downloads: string;
  /** Whether addresses inside the network of this machine may be read: for its administrator only. */
  readonly anyAddress: boolean;
  readonly builtAt: IsoInstant;
}

/** A map made, as the bytes of its file. */
export interface RoadFileMade {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly about: RoadMapAbout;
  /** The territories that it has roads in: at least one. */
  readonly territoryIds: readonly string[];
}
