import type { IsoInstant } from '#src/time/units.ts';

export type ImportedKind = 'trip' | 'request' | 'place';

/** A line of a sheet that was taken, and what it became. */
export interface ImportedLine {
  /** What recognises the line: see `lineHashes`. */
  readonly hash: string;
  readonly subjectKind: ImportedKind;
  readonly subjectId: string;
}

/** The lines already taken in one territory: taking a sheet again changes nothing. */
export interface ImportedLineStore {
  /** Those of these hashes that are known. */
  known(hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Known hashes are left as they are. */
  add(lines: readonly ImportedLine[], at: IsoInstant): Promise<void>;
}
