import { createHash } from 'node:crypto';
import { cellOf, type Columns } from '#src/spreadsheets/columns.ts';
import type { SentAt } from '#src/spreadsheets/moment-cell.ts';
import { nameKey, type PersonCells } from '#src/spreadsheets/person-cells.ts';
import type { PlaceLine } from '#src/spreadsheets/place-sheet.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { folded } from '#src/time/reading.ts';

const sha256 = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const sameSpaces = (cell: string): string => cell.replace(/\s+/g, ' ').trim();

/** What recognises a line that comes back. */
export interface LineHashes {
  /** All its cells by what they mean: the same wherever the line, or its columns, moved, and however it was exported. */
  readonly whole: string;
  /** Who sent it, when, from where to where: still the same when another cell was edited. null without a time stamp. */
  readonly identity: string | null;
}

/** The hashes of a line of drivers or of requests. */
export const lineHashes = (
  columns: Columns,
  row: SheetRow,
  line: { readonly sentAt: SentAt | null; readonly person: PersonCells; readonly from: string; readonly to: string },
): LineHashes => {
  const cells = [...columns.places.keys()]
    .toSorted()
    .map((field) => [field, sameSpaces(cellOf(columns, row, field))] as const)
    .filter(([, cell]) => cell !== '')
    .map(([field, cell]) => `${field}=${cell}`);
  const { sentAt, person, from, to } = line;
  const name = nameKey(person.firstName, person.lastName);
  const sent = sentAt && `${sentAt.date} ${sentAt.time ?? ''}`;
  return {
    whole: sha256([columns.kind, ...cells]),
    identity: sent === null ? null : sha256([columns.kind, 'identity', sent, name, folded(from), folded(to)]),
  };
};

/** The hash of a line of places: its names in any order, its point however it was written. */
export const placeHash = ({ names, point }: PlaceLine): string =>
  sha256(['places', ...names.map(folded).toSorted(), point.latitude.toFixed(5), point.longitude.toFixed(5)]);
