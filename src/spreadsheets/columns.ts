import { byHeaders } from '#src/spreadsheets/columns-by-headers.ts';
import { byPosition } from '#src/spreadsheets/columns-by-position.ts';
import type { Field, SheetKind } from '#src/spreadsheets/layouts.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { type Reading, refused } from '#src/time/reading.ts';

/** Where each thing stands in a sheet. */
export interface Columns {
  readonly kind: SheetKind;
  /** How it was recognised, in French, for the report. */
  readonly title: string;
  readonly by: 'headers' | 'position';
  /** Places of a field among the cells, best first: the first one that is filled counts. */
  readonly places: ReadonlyMap<Field, readonly number[]>;
  /** Titles of filled columns that mean nothing to us: what they hold is not taken. */
  readonly ignored: readonly string[];
  /** The rows that hold data. */
  readonly rows: readonly SheetRow[];
}

/** The cell of a field in a row, trimmed; '' when the sheet has no such column. */
export const cellOf = (columns: Columns, row: SheetRow, field: Field): string => {
  for (const place of columns.places.get(field) ?? []) {
    const cell = row.cells[place];
    if (cell !== undefined && cell !== '') return cell;
  }
  return '';
};

/**
 * What each column holds: by the titles when the sheet has them, wherever they stand; else by position, if the cells look
 * like what the position says. A sheet that cannot be told for sure is refused whole: a moved column never mixes names and
 * phone numbers.
 */
export const recogniseColumns = (rows: readonly SheetRow[]): Reading<Columns> => {
  if (rows.length === 0) return refused('Cette feuille est vide.');
  return byHeaders(rows) ?? byPosition(rows);
};
