import type { MovedTerritory, Row, Settled } from '#src/moving/moved-rows.ts';
import type { TerritoryStores } from '#src/storage-ports.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** A territory read at one instant. */
export interface TerritoryAtOnce {
  readonly tables: readonly string[];
  /** All that a table keeps of it, some rows at a time. */
  rows(table: string): AsyncIterable<readonly Row[]>;
  readonly stores: TerritoryStores;
}

/** Territories that leave, and those that come. */
export interface TerritoryMoves {
  /** The last step of this version's database. */
  readonly migration: string;
  /** Reads one as it stands, while others go on writing. */
  readAtOnce<T>(territoryId: string, work: (territory: TerritoryAtOnce) => Promise<T>): Promise<T>;
  /** Takes one in: all of it, or nothing. @param options a slug other than its own */
  settle(moved: MovedTerritory, options: { readonly slug?: string }): Promise<Settled>;
  /** Erases all that is kept of one, and the members who are of no other; erased again in any backup put back later. */
  remove(territoryId: string, at: IsoInstant): Promise<void>;
}
