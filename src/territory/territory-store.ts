import type { Closure } from '#src/territory/closure.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** What one side said about showing its trips to the other; neighbours are those where both said yes. */
export interface NeighbourAgreements {
  /** Territories to which this one agreed to show its trips. */
  readonly given: readonly string[];
  /** Territories that agreed to show theirs to this one. */
  readonly received: readonly string[];
}

/** Which writing of a territory stands at a slug. */
export interface TerritoryVersion {
  readonly id: string;
  readonly version: number;
}

/** The territories of the instance. */
export interface TerritoryStore {
  /** By name, as people sort it. */
  list(): Promise<readonly Territory[]>;
  find(id: string): Promise<Territory | undefined>;
  findBySlug(slug: string): Promise<Territory | undefined>;
  /** Cheap: tells whether a territory read before still holds. Grows with the profile and with any agreement. */
  findVersion(slug: string): Promise<TerritoryVersion | undefined>;
  /**
   * Adds a territory as it is; `neighbourIds` and `closures` are left aside, they have their own words below.
   * @throws Error when the slug is taken or not allowed: `createTerritory` asks first.
   */
  add(territory: Territory, at: IsoInstant): Promise<void>;
  /** Writes the profile if nobody did since it was read (its `version`); `neighbourIds` and `closures` are left aside. */
  save(territory: Territory, at: IsoInstant): Promise<'saved' | 'changed-meanwhile'>;
  /** The team will be away: said once more on public pages, skipped by promises. */
  addClosure(territoryId: string, closure: Closure, at: IsoInstant, memberId: string | null): Promise<void>;
  removeClosure(territoryId: string, closureId: string, at: IsoInstant): Promise<void>;
  /** Closures that ended before that day go. Returns how many. */
  eraseClosuresBefore(territoryId: string, day: IsoDate): Promise<number>;
  agreements(territoryId: string): Promise<NeighbourAgreements>;
  /** "We agree to show our trips to them", said once or twice alike. */
  agree(territoryId: string, neighbourId: string, at: IsoInstant, memberId: string | null): Promise<void>;
  /** Takes the agreement back: from now on neither side sees the other. */
  withdrawAgreement(territoryId: string, neighbourId: string, at: IsoInstant): Promise<void>;
}
