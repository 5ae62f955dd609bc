import { looksLikeDegrees, looksLikeEmail, looksLikePhone, oddCells } from '#src/spreadsheets/cell-looks.ts';
import { looksDoublyEncoded } from '#src/spreadsheets/decode.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import { type Field, type Layout, LAYOUTS, LEFT_ASIDE } from '#src/spreadsheets/layouts.ts';
import { titleOf } from '#src/spreadsheets/titles.ts';
import { parseSentAt } from '#src/spreadsheets/moment-cell.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { type Reading, read, refused } from '#src/time/reading.ts';

/** Without titles, nearly all cells of each column have to look right: four in five, or all but one of three. */
const mayBe = (field: Field, cells: readonly string[]): boolean => {
  const { odd, filled } = oddCells(field, cells);
  return odd <= Math.max(filled >= 3 ? 1 : 0, filled / 5);
};

const DECORATION = 4;

/** Titles hold no time stamp, no number to dial, no position. */
export const looksLikeData = (row: SheetRow): boolean =>
  row.cells.some(
    (cell) => parseSentAt(cell) !== undefined || looksLikePhone(cell) || looksLikeEmail(cell) || looksLikeDegrees(cell),
  );

const widthOf = (row: SheetRow): number => row.cells.findLastIndex((cell) => cell !== '') + 1;

const columnsOf = (layout: Layout, rows: readonly SheetRow[]): readonly (readonly [Field, readonly string[]])[] =>
  layout.fields.flatMap((field, index) =>
    field === null ? [] : [[field, rows.map(({ cells }) => cells[index] ?? '')] as const],
  );

/** Whether every column of these rows looks like what the layout puts there, and at least one proves it. */
const fits = (layout: Layout, rows: readonly SheetRow[]): boolean => {
  const columns = columnsOf(layout, rows);
  const blankWhereBlank = layout.fields.every(
    (field, index) => field !== null || rows.every(({ cells }) => (cells[index] ?? '') === ''),
  );
  const isFilled = (wanted: Field): boolean =>
    columns.some(([field, cells]) => field === wanted && cells.some((cell) => cell !== ''));
  const proven = layout.kind === 'places' ? isFilled('latitude') : isFilled('phone') || isFilled('email');
  return blankWhereBlank && proven && columns.every(([field, cells]) => mayBe(field, cells));
};

/** The columns of a sheet whose titles are absent or unknown, if its cells leave no doubt. */
export const byPosition = (rows: readonly SheetRow[]): Reading<Columns> => {
  const first = rows.findIndex(looksLikeData);
  const data = first < 0 || first > DECORATION ? [] : rows.slice(first);
  const filledWidth = Math.max(0, ...data.map(widthOf));
  const width = Math.max(0, ...data.map(({ cells }) => cells.length));
  const candidates = LAYOUTS.filter(
    ({ fields }) => fields.length >= filledWidth && fields.length <= Math.max(width, filledWidth),
  )
    .filter((layout) => fits(layout, data))
    .toSorted((a, b) => a.fields.length - b.fields.length);
  const [layout, other] = candidates;
  if (!layout) return refused(reasonFor(rows, width));
  // The 20 columns of the Lot are its 21 without the last: no contradiction. Any other pair is one.
  const contradiction = other && !layout.fields.every((field, index) => other.fields[index] === field);
  if (contradiction) {
    return refused(
      `Sans titres, cette feuille peut être « ${layout.title} » ou « ${other.title} ». Remettez la ligne des titres, puis recommencez.`,
    );
  }
  const places = new Map<Field, number[]>();
  for (const [index, field] of layout.fields.entries()) {
    if (field !== null) places.set(field, [...(places.get(field) ?? []), index]);
  }
  const skipped = first > 0 ? `, après ${first === 1 ? 'une ligne de titres' : `${first} lignes`} sans données` : '';
  return read({
    kind: layout.kind,
    title: `${layout.title}, d'après la place des colonnes${skipped}`,
    by: 'position',
    places,
    ignored: columnsOf(layout, data)
      .filter(([field, cells]) => LEFT_ASIDE.has(field) && cells.some((cell) => cell !== ''))
      .map(([field]) => titleOf(layout.kind, field)),
    rows: data,
  });
};

const reasonFor = (rows: readonly SheetRow[], width: number): string => {
  if (rows.some(({ cells }) => cells.some(looksDoublyEncoded))) {
    return "Les accents de ce fichier sont abîmés (« DÃ©part » au lieu de « Départ »). Exportez la feuille d'origine à nouveau, en UTF-8.";
  }
  const shape = width > 1 ? ` Elle a ${width} colonnes` : ' Elle a une seule colonne';
  return `Cette feuille n'est pas reconnue.${shape}, et ni ses titres ni la place de ses colonnes ne sont ceux d'une feuille de trajets, de demandes ou de lieux. Remettez la ligne des titres de la feuille d'origine, puis recommencez.`;
};
