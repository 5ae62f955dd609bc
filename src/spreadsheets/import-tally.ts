import type { DoubtfulLine, RefusedLine } from '#src/spreadsheets/line-reading.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';

/** What an import did, or would do. */
export interface ImportReport {
  /** How the sheet was recognised. */
  readonly title: string;
  readonly encoding: string;
  /** null for a workbook. */
  readonly delimiter: string | null;
  readonly lines: number;
  readonly added: {
    readonly people: number;
    /** People who begin to drive. */
    readonly drivers: number;
    readonly trips: number;
    /** Of these trips, those that are ways back. */
    readonly returns: number;
    readonly requests: number;
    readonly openRequests: number;
    readonly places: number;
  };
  /** Lines taken by an earlier import, or written twice in the sheet. */
  readonly known: number;
  readonly refused: readonly RefusedLine[];
  readonly doubts: readonly DoubtfulLine[];
  /** Titles of columns that were not taken. */
  readonly ignored: readonly string[];
  /** French sentences on the whole. */
  readonly notes: readonly string[];
}

/** Something that an import added, or made of someone already there. */
export interface ImportedThing {
  readonly kind: 'person' | 'driver' | 'trip' | 'request' | 'place';
  readonly id: string;
  /** Whose it is; null for a place. */
  readonly personId: string | null;
}

/** Counts what becomes of each line. */
export interface Tally {
  readonly added: { -readonly [Kind in keyof ImportReport['added']]: number };
  /** Lines taken before, by their numbers. */
  readonly known: number[];
  readonly created: ImportedThing[];
  readonly refused: RefusedLine[];
  readonly doubts: DoubtfulLine[];
  readonly notes: string[];
  refuse(row: SheetRow, reason: string): void;
  doubt(row: SheetRow, doubts: readonly string[]): void;
}

export const startTally = (): Tally => {
  const refused: RefusedLine[] = [];
  const doubts: DoubtfulLine[] = [];
  return {
    added: { people: 0, drivers: 0, trips: 0, returns: 0, requests: 0, openRequests: 0, places: 0 },
    known: [],
    created: [],
    refused,
    doubts,
    notes: [],
    refuse: (row, reason) => refused.push({ line: row.line, reason, cells: row.cells }),
    doubt: (row, texts) => doubts.push(...texts.map((doubt) => ({ line: row.line, doubt }))),
  };
};
