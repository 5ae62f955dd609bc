import type { ImportPlace, ImportRecord, ImportStop } from '#src/imports/import-record.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** The road map a territory uses: which file, and what is said of it to people. */
export interface RoadsInUse {
  /** Name of the file in the files of the instance; several territories may use one. */
  readonly file: string;
  /** Names of extracts or of regions. */
  readonly source: string;
  readonly dataFrom: IsoInstant | null;
  readonly builtAt: IsoInstant;
}

/** What an import does, in order. A ready road file needs neither reading nor computing. */
export const IMPORT_STEPS = ['waiting', 'downloading', 'reading', 'computing', 'saving'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** The import of a territory: the one under way, or how the last one ended. */
export interface RoadImport extends ImportRecord<ImportStep> {
  /** What is imported, as said to people. */
  readonly source: string;
}

/** The roads of one territory. */
export interface TerritoryRoads {
  readonly territoryId: string;
  readonly inUse: RoadsInUse | null;
  readonly lastImport: RoadImport | null;
}

export type NewRoadImport = Pick<RoadImport, 'id' | 'source' | 'askedBy' | 'startedAt'>;

/** The roads of the territories of the instance, and where their imports are at. */
export interface RoadStore {
  /** Territories that never had an import are not there. */
  list(): Promise<readonly TerritoryRoads[]>;
  find(territoryId: string): Promise<TerritoryRoads | undefined>;
  /** Starts an import, unless one of this territory was seen running after `aliveSince`: that one is given back. */
  begin(territoryId: string, started: NewRoadImport, aliveSince: IsoInstant): Promise<RoadImport | null>;
  /** Says where it is at. @returns false when it is no longer running: cancelled, or replaced. */
  advance(territoryId: string, importId: string, to: ImportPlace<ImportStep>): Promise<boolean>;
  /** Ends it with a map to use. @returns false when it is no longer running: the map before stays. */
  finish(territoryId: string, importId: string, roads: RoadsInUse): Promise<boolean>;
  /** Ends it without a map; the one in use stays. @returns false when it was no longer running. */
  stop(territoryId: string, importId: string, how: ImportStop): Promise<boolean>;
  /** Back to estimates. */
  forget(territoryId: string): Promise<void>;
}
