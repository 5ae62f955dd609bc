import type { Columns } from '#src/spreadsheets/columns.ts';
import { byHeaders } from '#src/spreadsheets/columns-by-headers.ts';
import { byPosition } from '#src/spreadsheets/columns-by-position.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { type Reading, refused } from '#src/time/reading.ts';

/**
 * What each column holds: by the titles when the sheet has them, wherever they stand; else by position, if the cells look
 * like what the position says. A sheet that cannot be told for sure is refused whole: a moved column never mixes names and
 * phone numbers.
 */
export const recogniseColumns = (rows: readonly SheetRow[]): Reading<Columns> => {
  if (rows.length === 0) return refused('Cette feuille est vide.');
  return byHeaders(rows) ?? byPosition(rows);
};
