import type {
  Added,
  ImportedUnit,
  ImportLine,
  KeptUnit,
  LineCounts,
  LineOutcome,
  SheetImport,
} from '#src/sheet-imports/sheet-import.ts';
import type { ImportedThing } from '#src/spreadsheets/import-tally.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Which lines a page shows. */
export type LineFilter = LineOutcome | 'left-out';

/** The spreadsheets being taken over in one territory. What their files hold is there only until they are in, or left. */
export interface SheetImportStore {
  add(one: SheetImport): Promise<void>;
  /** The last begun first. */
  list(): Promise<readonly SheetImport[]>;
  find(id: string): Promise<SheetImport | undefined>;
  /** Writes it if nobody did since it was read; its version then grows by one. */
  save(one: SheetImport): Promise<'saved' | 'changed-meanwhile'>;
  /** Work that runs by itself moved on; its version stays. */
  move(id: string, added: Added, at: IsoInstant): Promise<void>;
  /** The import, its lines and what could be undone go. */
  remove(id: string): Promise<void>;

  addLines(id: string, sheet: number, rows: readonly SheetRow[]): Promise<void>;
  /** In their order, after that line. */
  lines(
    id: string,
    query: { readonly sheet: number; readonly after: number; readonly limit: number },
  ): Promise<readonly ImportLine[]>;
  /** A page of those of one kind, in their order. */
  shown(
    id: string,
    query: { readonly sheet: number; readonly filter: LineFilter; readonly limit: number; readonly offset: number },
  ): Promise<readonly ImportLine[]>;
  some(id: string, sheet: number, lines: readonly number[]): Promise<readonly ImportLine[]>;
  counts(id: string, sheet: number): Promise<LineCounts>;
  /** Nothing is known of its lines any more; up to `headerLine` they are no data, and never read. */
  forgetOutcomes(id: string): Promise<void>;
  setOutcomes(
    id: string,
    sheet: number,
    outcomes: readonly Pick<ImportLine, 'line' | 'outcome' | 'said'>[],
  ): Promise<void>;
  /** Corrected or left out by hand. */
  correct(id: string, sheet: number, line: Pick<ImportLine, 'line' | 'cells' | 'leftOut'>): Promise<void>;
  /** What the file held goes. */
  eraseLines(id: string): Promise<void>;

  /** What it brought, to be undone. */
  addThings(id: string, things: readonly ImportedThing[], at: IsoInstant): Promise<void>;
  /** People and places it brought something of, not yet looked at by an undo, in a stable order. */
  units(id: string, limit: number, after?: ImportedUnit): Promise<readonly ImportedUnit[]>;
  /** How many an undo has not looked at yet. */
  countUnits(id: string): Promise<number>;
  /** Of these, those touched since, and why. */
  touched(id: string, units: readonly ImportedUnit[]): Promise<readonly KeptUnit[]>;
  /** What it brought of these goes, as if it had never come. */
  takeBack(id: string, units: readonly ImportedUnit[], at: IsoInstant): Promise<void>;
  keep(id: string, units: readonly KeptUnit[]): Promise<void>;
  kept(id: string): Promise<readonly KeptUnit[]>;

  /** Drafts begun before `begun` and imports done before `done` go. Returns how many. */
  eraseBefore(begun: IsoInstant, done: IsoInstant): Promise<number>;
}
