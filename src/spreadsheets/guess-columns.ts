import { looksLikeEmail, looksLikePhone } from '#src/spreadsheets/cell-looks.ts';
import type { ColumnChoice } from '#src/spreadsheets/chosen-columns.ts';
import { fieldOf, findTitles, type Titles } from '#src/spreadsheets/columns-by-headers.ts';
import { byPosition, looksLikeData } from '#src/spreadsheets/columns-by-position.ts';
import { FIELD_WORDS } from '#src/spreadsheets/field-words.ts';
import { type Field, LEFT_ASIDE, type SheetKind } from '#src/spreadsheets/layouts.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';

/** What a person already said of the sheet. */
export interface Said {
  readonly kind?: SheetKind;
  readonly headerLine?: number;
}

const KINDS = Object.keys(FIELD_WORDS) as readonly SheetKind[];

/**
 * The best guess at what a sheet is and what its columns hold, from its first rows; somebody corrects it. Nothing is refused:
 * a column that is not understood is not taken.
 */
export const guessColumns = (rows: readonly SheetRow[], said: Said = {}): ColumnChoice => {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const titles = said.headerLine === 0 ? undefined : titlesOf(rows, said);
  const placed = titles ? undefined : byPosition(rows);
  if (placed?.kind === 'read' && (said.kind ?? placed.value.kind) === placed.value.kind) {
    const { kind, places, rows: data } = placed.value;
    const fields: (Field | null)[] = Array.from({ length: width }, () => null);
    for (const [field, at] of places) for (const index of at) fields[index] = field;
    return tidy(kind, fields, [], said.headerLine ?? (data[0]?.line ?? 1) - 1);
  }
  const kind = said.kind ?? titles?.kind ?? 'drivers';
  const fields = Array.from({ length: width }, (_, index) => titles?.fields[index] ?? null);
  const headerLine = said.headerLine ?? titles?.row.line ?? 0;
  return tidy(
    kind,
    fields,
    rows.filter(({ line }) => line > headerLine),
    headerLine,
  );
};

/** Titles known among the first rows; or what the row that somebody shows says, even little. */
const titlesOf = (rows: readonly SheetRow[], { kind, headerLine }: Said): Titles | undefined => {
  if (headerLine === undefined && kind === undefined)
    return findTitles(rows)[0] ?? mostTitles(rows, KINDS) ?? unknownTitles(rows);
  const among = headerLine === undefined ? rows : rows.filter(({ line }) => line === headerLine);
  return mostTitles(among, kind === undefined ? KINDS : [kind]) ?? readAs(among[0], kind ?? 'drivers');
};

/** A first row unlike the second, which holds numbers to dial: titles that nobody knows. */
const unknownTitles = ([first, second]: readonly SheetRow[]): Titles | undefined =>
  first && second && !looksLikeData(first) && looksLikeData(second) ? readAs(first, 'drivers') : undefined;

/** Fewer known titles make no row of titles; one of them may be a word of the data. */
const LEAST_TITLES = 2;
const ROWS_LOOKED_AT = 10;

const mostTitles = (rows: readonly SheetRow[], kinds: readonly SheetKind[]): Titles | undefined => {
  const all = rows
    .slice(0, ROWS_LOOKED_AT)
    .flatMap((row) => kinds.flatMap((kind) => readAs(row, kind) ?? []))
    .toSorted((a, b) => b.known - a.known);
  return all[0] && all[0].known >= LEAST_TITLES ? all[0] : undefined;
};

const readAs = (row: SheetRow | undefined, kind: SheetKind): Titles | undefined => {
  if (!row) return undefined;
  const fields = row.cells.map((cell) => fieldOf(kind, cell));
  return { kind, at: 0, row, fields, known: new Set(fields.filter((field) => field !== undefined)).size };
};

/** A column once, a phone twice; what its cells show where its title does not. */
const tidy = (
  kind: SheetKind,
  fields: readonly (Field | null)[],
  rows: readonly SheetRow[],
  headerLine: number,
): ColumnChoice => {
  const kept: (Field | null)[] = [];
  for (const field of fields) {
    const isTaken = field === null || LEFT_ASIDE.has(field) || FIELD_WORDS[kind][field] === undefined;
    kept.push(isTaken || (kept.includes(field) && field !== 'phone' && field !== 'email') ? null : field);
  }
  if (kind !== 'places') {
    for (const [field, looks] of [
      ['phone', looksLikePhone],
      ['email', looksLikeEmail],
    ] as const) {
      if (kept.includes(field)) continue;
      const at = kept.findIndex((known, index) => known === null && mostly(rows, index, looks));
      if (at >= 0) kept[at] = field;
    }
  }
  return { kind, headerLine, fields: kept };
};

const mostly = (rows: readonly SheetRow[], index: number, looks: (cell: string) => boolean): boolean => {
  const filled = rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '');
  return filled.length > 0 && filled.filter(looks).length > filled.length * 0.7;
};
