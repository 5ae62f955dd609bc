import { oddCells } from '#src/spreadsheets/cell-looks.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import { type Field, LAYOUTS, LEFT_ASIDE, NEEDED, type SheetKind } from '#src/spreadsheets/layouts.ts';
import { KIND_NAMES, TITLE_BEGINNINGS, TITLES, titleOf } from '#src/spreadsheets/titles.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { folded, type Reading, read, refused } from '#src/time/reading.ts';

/** Titles stand among the first rows, sometimes under decoration. */
const ROWS_LOOKED_AT = 10;
/** So many known titles in one row make it a row of titles. */
const ENOUGH_TITLES = 4;
/** Above this share of odd cells, what a column holds contradicts its title. */
const MOST_ODD = 0.5;
/** Columns that must never be taken for one another; days and hours may hold any words. */
const NEVER_MIXED: ReadonlySet<Field> = new Set([
  'firstName',
  'lastName',
  'fullName',
  'phone',
  'email',
  'from',
  'to',
  'latitude',
  'longitude',
]);

/** A title without accents, case, spaces or signs. */
const keyOf = (title: string): string => folded(title).replace(/[^a-z0-9]/g, '');

const KINDS = Object.keys(TITLES) as readonly SheetKind[];

const fieldsByTitle = new Map(
  KINDS.map((kind) => [
    kind,
    new Map(
      (Object.entries(TITLES[kind]) as [Field, readonly string[]][]).flatMap(([field, titles]) =>
        titles.map((title): [string, Field] => [keyOf(title), field]),
      ),
    ),
  ]),
);

/** What a title means in a sheet of that kind. */
export const fieldOf = (kind: SheetKind, title: string): Field | undefined => {
  const key = keyOf(title);
  const beginning = TITLE_BEGINNINGS.find(
    ([field, start]) => TITLES[kind][field] !== undefined && key.startsWith(keyOf(start)),
  );
  return fieldsByTitle.get(kind)?.get(key) ?? beginning?.[0];
};

/** A row read as the titles of a kind. */
export interface Titles {
  readonly kind: SheetKind;
  readonly at: number;
  readonly row: SheetRow;
  readonly fields: readonly (Field | undefined)[];
  readonly known: number;
}

/** The row that holds most known titles, for the kind that knows most of them. */
export const findTitles = (rows: readonly SheetRow[]): readonly Titles[] => {
  const all = rows.slice(0, ROWS_LOOKED_AT).flatMap((row, at) =>
    KINDS.map((kind): Titles => {
      const fields = row.cells.map((cell) => fieldOf(kind, cell));
      return { kind, at, row, fields, known: new Set(fields.filter((field) => field !== undefined)).size };
    }),
  );
  const enough = all.filter(
    ({ kind, known, row }) =>
      known >= (kind === 'places' ? 3 : ENOUGH_TITLES) && (kind !== 'places' || row.cells.length <= 6),
  );
  const most = Math.max(0, ...enough.map(({ known }) => known));
  return enough.filter(({ known }) => known === most);
};

/** Titles unknown among known ones that all stand where a layout has them: the layout says the rest. */
const completed = ({ kind, fields }: Titles): readonly (Field | null | undefined)[] => {
  const width = fields.findLastIndex((field) => field !== undefined) + 1;
  const layout = LAYOUTS.find(
    (candidate) =>
      candidate.kind === kind &&
      (candidate.fields.length === fields.length || candidate.fields.length === width) &&
      fields.every((field, index) => field === undefined || candidate.fields[index] === field),
  );
  if (!layout) return fields;
  return fields.map(
    (field, index) => field ?? (fields.includes(layout.fields[index] ?? undefined) ? undefined : layout.fields[index]),
  );
};

const filled = (rows: readonly SheetRow[], index: number): readonly string[] =>
  rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '');

/** The columns of a sheet that has titles; undefined when no row looks like titles. */
export const byHeaders = (rows: readonly SheetRow[]): Reading<Columns> | undefined => {
  const [titles, other] = findTitles(rows);
  if (!titles) return undefined;
  if (
    other &&
    other.kind !== titles.kind &&
    other.at === titles.at &&
    lacks(other).length === 0 &&
    lacks(titles).length === 0
  ) {
    return refused(
      `Ces titres peuvent être ceux de deux feuilles : ${KIND_NAMES[titles.kind]}, ou ${KIND_NAMES[other.kind]}. Gardez tous les titres de la feuille d'origine.`,
    );
  }
  const chosen = other && lacks(titles).length > 0 && lacks(other).length === 0 ? other : titles;
  return columnsFrom(
    chosen,
    rows.slice(chosen.at + 1).filter((row) => !repeats(row, chosen.row)),
  );
};

const repeats = (row: SheetRow, titles: SheetRow): boolean =>
  row.cells.length === titles.cells.length && row.cells.every((cell, index) => cell === titles.cells[index]);

const lacks = (titles: Titles): readonly (readonly Field[])[] => {
  const fields = new Set(completed(titles));
  return NEEDED[titles.kind].filter((group) => !group.some((field) => fields.has(field)));
};

const columnsFrom = (titles: Titles, rows: readonly SheetRow[]): Reading<Columns> => {
  const { kind, row } = titles;
  const missing = lacks(titles).map((group) => group.map((field) => `« ${titleOf(kind, field)} »`).join(' ou '));
  if (missing.length > 0) {
    return refused(
      `La ligne ${row.line} porte des titres, mais il manque une colonne : ${missing.join(', ')}. Remettez les titres de la feuille d'origine.`,
    );
  }
  const fields = completed(titles);
  const places = new Map<Field, number[]>();
  for (const [index, field] of fields.entries()) {
    if (!field || filled(rows, index).length === 0) continue;
    const known = places.get(field);
    if (known) {
      return refused(
        `Deux colonnes remplies portent le titre « ${row.cells[index]} ». Renommez ou supprimez celle qui ne compte pas.`,
      );
    }
    places.set(field, [index]);
    const cells = oddCells(field, filled(rows, index));
    if (rows.length >= 3 && NEVER_MIXED.has(field) && cells.odd > cells.filled * MOST_ODD) {
      return refused(
        `Sous le titre « ${row.cells[index]} », la plupart des cellules contiennent autre chose. Une colonne a sans doute été déplacée sans son titre : remettez chaque titre au-dessus de ses cellules.`,
      );
    }
  }
  const ignored = row.cells.filter((_title, index) => {
    const field = fields[index];
    return (!field || LEFT_ASIDE.has(field)) && filled(rows, index).length > 0;
  });
  return read({
    kind,
    title: `${KIND_NAMES[kind]}, d'après les titres de la ligne ${row.line}`,
    by: 'headers',
    places,
    ignored: ignored.map((title) => title || '(colonne sans titre)'),
    rows,
  });
};
