import type { RoadArea } from '#src/roads/road-area.ts';
import type { RoadMapAbout } from '#src/roads/road-map.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** What is asked of the worker that makes a road map: all it needs, as plain values. */
export interface ImportOrder {
  /** Extracts of neighbouring regions, or one ready road file. */
  readonly sources: readonly ImportSource[];
  /** Where all roads are kept. */
  readonly area: RoadArea;
  /** Where downloads are kept until they are complete, and taken up again. */
  readonly downloads: string;
  /** Whether addresses inside the network of this machine may be read: for its administrator only. */
  readonly anyAddress: boolean;
  readonly now: IsoInstant;
}

export type ImportSource =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'address'; readonly url: string };

/** What the worker says on its way. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly step: ImportStep; readonly share: number }
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer>; readonly about: RoadMapAbout }
  /** `sentence` is for people; null for a bug of ours, which `stack` tells about. */
  | { readonly kind: 'failed'; readonly sentence: string | null; readonly stack: string };
