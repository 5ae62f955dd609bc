import type { LocalPlace } from '#src/places/local-place.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** A local place as it was read, with what tells whether it changed since. */
export interface StoredLocalPlace extends LocalPlace {
  readonly version: number;
}

/** The places a territory keeps by itself: other names, hamlets, meeting points. */
export interface LocalPlaceStore {
  /** By first name, as people sort it. */
  list(): Promise<readonly StoredLocalPlace[]>;
  find(id: string): Promise<StoredLocalPlace | undefined>;
  /** What tells one state of the list from another: what was derived from it holds while this stays the same. */
  stamp(): Promise<string>;
  /** @throws Error without a name or with an id already there. */
  add(place: LocalPlace, at: IsoInstant): Promise<void>;
  /** Writes it if nobody did since it was read. */
  save(place: StoredLocalPlace): Promise<'saved' | 'changed-meanwhile'>;
  remove(id: string): Promise<void>;
}
