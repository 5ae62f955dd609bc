import type { Field, SheetKind } from '#src/spreadsheets/layouts.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';

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
