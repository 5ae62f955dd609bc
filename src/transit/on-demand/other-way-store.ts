import type { IsoInstant } from '#src/time/units.ts';
import type { OtherWay } from '#src/transit/on-demand/other-way.ts';

/** An other way as it was read, with what tells whether it changed since. */
export interface StoredOtherWay extends OtherWay {
  readonly version: number;
}

/** The other ways that a territory keeps. */
export interface OtherWayStore {
  /** By name, as people sort it. */
  list(): Promise<readonly StoredOtherWay[]>;
  find(id: string): Promise<StoredOtherWay | undefined>;
  /** What tells one state of the list from another: what was derived from it holds while this stays the same. */
  stamp(): Promise<string>;
  /** @throws Error with an id already there. */
  add(way: OtherWay, at: IsoInstant): Promise<void>;
  /** Writes it if nobody did since it was read. */
  save(way: StoredOtherWay): Promise<'saved' | 'changed-meanwhile'>;
  remove(id: string): Promise<void>;
}
