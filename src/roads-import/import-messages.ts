import type { Point } from '#src/places/place.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import type { RoadMapAbout } from '#src/roads/road-map.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** A file of this machine, or an address to bring one from. */
export type ImportSource =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'address'; readonly url: string };

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

/** What the worker says on its way. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly step: ImportStep; readonly percent: number }
  | { readonly kind: 'made'; readonly made: RoadFileMade }
  /** `sentence` is for people; null for a bug of ours, which `stack` tells about. */
  | { readonly kind: 'failed'; readonly sentence: string | null; readonly stack: string };
