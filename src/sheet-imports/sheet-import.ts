import type { ColumnChoice } from '#src/spreadsheets/chosen-columns.ts';
import type { ImportReport } from '#src/spreadsheets/import-tally.ts';
import type { IsoInstant } from '#src/time/units.ts';

/**
 * How far a spreadsheet taken over on a page is: its columns are being told, its lines read over, corrected, taken; all is
 * in; what it brought goes out again.
 */
export type ImportState = 'columns' | 'checking' | 'lines' | 'taking' | 'done' | 'undoing' | 'undone';

/** What an import brought, by what it counts. */
export type Added = ImportReport['added'];

/** A spreadsheet being taken over by the coordination of a territory, from the file to the undo. */
export interface SheetImport {
  readonly id: string;
  /** Who last decided something of it. */
  readonly memberId: string;
  /** As the browser said it: shown, never used as a path. */
  readonly fileName: string;
  /** The names on the tabs; one, '', for a CSV. */
  readonly sheets: readonly string[];
  /** Which of them, from 0. */
  readonly sheet: number;
  readonly choice: ColumnChoice;
  readonly state: ImportState;
  readonly added: Added;
  readonly createdAt: IsoInstant;
  /** The last step of work that runs by itself. */
  readonly movedAt: IsoInstant;
  readonly doneAt: IsoInstant | null;
  readonly version: number;
}

/** What a line would become, or became. null: not read yet. */
export type LineOutcome = 'new' | 'doubt' | 'known' | 'refused' | 'taken';

export interface ImportLine {
  /** As the spreadsheet numbers it. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly leftOut: boolean;
  readonly outcome: LineOutcome | null;
  /** In French: why it is refused, or what is in doubt. */
  readonly said: readonly string[];
}

/** How many lines of each outcome, without those left out, which are counted apart. */
export type LineCounts = Readonly<Record<LineOutcome | 'left-out' | 'unread', number>>;

/** Why the things of a person are kept when an import is undone. */
export type KeptReason = 'changed' | 'welcomed' | 'asked' | 'contacted' | 'more';

/** Everything an import brought that belongs to one person, or one place. */
export interface ImportedUnit {
  /** Id of the person, or of the place. */
  readonly id: string;
  readonly kind: 'person' | 'place';
}

export interface KeptUnit extends ImportedUnit {
  readonly reason: KeptReason;
}

export const NOTHING_ADDED: Added = {
  people: 0,
  drivers: 0,
  trips: 0,
  returns: 0,
  requests: 0,
  openRequests: 0,
  places: 0,
};
