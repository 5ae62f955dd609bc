import {
  MOST_CELL_LENGTH,
  MOST_COLUMNS,
  MOST_ROWS,
  SheetRefused,
  tooLongCell,
  tooManyColumns,
  tooManyRows,
} from '#src/spreadsheets/limits.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { formatNumberCell } from '#src/spreadsheets/xlsx/number-cell.ts';
import type { Workbook } from '#src/spreadsheets/xlsx/workbook-parts.ts';
import { readXml } from '#src/spreadsheets/xlsx/xml-events.ts';

/** "B12" is the column 1 (from 0) of the line 12; undefined when it is no such name. */
const placeOf = (name: string): { readonly column: number; readonly line: number } | undefined => {
  const [, letters, figures] = /^([A-Z]{1,3})(\d{1,7})$/.exec(name) ?? [];
  if (letters === undefined) return undefined;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, line: Number(figures) };
};

/** "_x000D_": how workbooks write what XML cannot. NUL and its like are typed by nobody. */
const plain = (text: string): string =>
  text
    .replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '')
    .normalize('NFC')
    .trim();

/** Merged cells: the text of the first stands for those under it, as people read them. */
const MOST_MERGED = 100_000;

/** The rows of one sheet, as they were shown: results of formulas, days and hours as they are written. */
export const readSheetRows = async (
  pieces: AsyncIterable<Uint8Array>,
  { strings, kinds, since1904 }: Workbook,
): Promise<readonly SheetRow[]> => {
  const rows: { line: number; cells: string[] }[] = [];
  const merges: { from: { column: number; line: number }; to: { line: number } }[] = [];
  let line = 0;
  let column = -1;
  let cells: string[] = [];
  let [type, style, value, inside, isSound] = ['', 0, '', false, false];

  const shown = (): string => {
    switch (type) {
      case 's':
        return strings[Number(value)] ?? '';
      case 'b':
        return value.trim() === '1' ? 'Oui' : value === '' ? '' : 'Non';
      case 'str':
      case 'inlineStr':
      case 'e':
        return value;
      case 'd':
        return value.replace(/^(\d{4})-(\d{2})-(\d{2})T?/, '$3/$2/$1 ').trim();
      default:
        return value.trim() === '' ? '' : formatNumberCell(value.trim(), kinds[style] ?? 'plain', since1904);
    }
  };
  const keep = (text: string): void => {
    if (text === '') return;
    if (column >= MOST_COLUMNS) throw tooManyColumns();
    if (text.length > MOST_CELL_LENGTH) throw tooLongCell(line);
    while (cells.length <= column) cells.push('');
    cells[column] = text;
  };

  await readXml(pieces, {
    open(name, attributes) {
      if (name === 'row') {
        const said = Number(attributes.get('r') ?? line + 1);
        line = Number.isInteger(said) && said > line ? said : line + 1;
        [cells, column] = [[], -1];
      } else if (name === 'c') {
        column = placeOf(attributes.get('r') ?? '')?.column ?? column + 1;
        [type, style, value] = [attributes.get('t') ?? 'n', Number(attributes.get('s') ?? 0), ''];
      } else if (name === 'rPh') isSound = true;
      else if (name === 'v' || name === 't') inside = !isSound;
      else if (name === 'mergeCell') {
        const [from, to] = (attributes.get('ref') ?? '').split(':').map(placeOf);
        if (from && to && to.line > from.line) merges.push({ from, to });
      }
    },
    text(text) {
      if (inside && value.length <= MOST_CELL_LENGTH) value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') inside = false;
      else if (name === 'rPh') isSound = false;
      else if (name === 'c') keep(plain(shown()));
      else if (name === 'row' && cells.length > 0) {
        if (rows.length >= MOST_ROWS) throw tooManyRows();
        rows.push({ line, cells });
      }
    },
  });
  fillDown(rows, merges);
  return rows;
};

const fillDown = (
  rows: readonly { readonly line: number; readonly cells: string[] }[],
  merges: readonly {
    readonly from: { readonly column: number; readonly line: number };
    readonly to: { readonly line: number };
  }[],
): void => {
  const at = new Map(rows.map((row, index) => [row.line, index]));
  let filled = 0;
  for (const { from, to } of merges) {
    const first = at.get(from.line);
    const text = first === undefined ? '' : (rows[first]?.cells[from.column] ?? '');
    if (first === undefined || text === '') continue;
    for (const { line, cells } of rows.slice(first + 1, first + 1 + to.line - from.line)) {
      if (line > to.line) break;
      if ((filled += 1) > MOST_MERGED)
        throw new SheetRefused('Ce classeur a trop de cellules fusionnées. Défusionnez-les, puis recommencez.');
      while (cells.length <= from.column) cells.push('');
      if (cells[from.column] === '') cells[from.column] = text;
    }
  }
};
