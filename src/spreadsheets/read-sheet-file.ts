import { recogniseColumns } from '#src/spreadsheets/recognise-columns.ts';
import { decodeText } from '#src/spreadsheets/decode.ts';
import {
  MOST_CELL_LENGTH,
  MOST_COLUMNS,
  MOST_ROWS,
  SheetRefused,
  tooLongCell,
  tooManyColumns,
  tooManyRows,
} from '#src/spreadsheets/limits.ts';
import {
  announcedDelimiter,
  type Delimiter,
  DELIMITERS,
  readCsvInTurns,
  type SheetRow,
} from '#src/spreadsheets/read-csv.ts';
import { looksLikeZip, type NamedSheet, readXlsx } from '#src/spreadsheets/xlsx/read-xlsx.ts';
import { type Reading, read, refused } from '#src/time/reading.ts';

/** Rows that are enough to tell what a sheet is. */
export const ROWS_LOOKED_AT = 200;

/**
 * The rows of a file somebody sends, whatever wrote it, before anyone knows what its columns hold: several sheets for a
 * workbook, one without a name for a CSV. The service goes on answering meanwhile.
 */
export const readSheetFile = async (bytes: Uint8Array): Promise<Reading<readonly NamedSheet[]>> => {
  if (looksLikeZip(bytes)) return readXlsx(bytes);
  const decoded = decodeText(bytes);
  if (decoded.kind === 'refused') return decoded;
  const { text } = decoded.value;
  if (text.trim() === '') return refused('Ce fichier est vide.');
  const announced = announcedDelimiter(text);
  try {
    const rows =
      announced === undefined ? await bestRows(text) : await readHeld(text.slice(text.indexOf('\n')), announced);
    if (rows.kind === 'refused') return rows;
    return rows.value.length === 0 ? refused('Ce fichier est vide.') : read([{ name: '', rows: rows.value }]);
  } catch (error) {
    if (error instanceof SheetRefused) return refused(error.message);
    throw error;
  }
};

const widthOf = (text: string, delimiter: Delimiter): number =>
  Math.max(...text.split('\n', 5).map((line) => line.split(delimiter).length));

/** Read by the delimiter that makes most cells, unless another gives a sheet that we know. */
const bestRows = async (text: string): Promise<Reading<readonly SheetRow[]>> => {
  const head = text.slice(0, 20_000);
  const likely = DELIMITERS.toSorted((a, b) => widthOf(head, b) - widthOf(head, a));
  let best: Reading<readonly SheetRow[]> | undefined;
  let failure: SheetRefused | undefined;
  for (const delimiter of likely) {
    try {
      const rows = await readHeld(text, delimiter);
      if (rows.kind === 'read' && recogniseColumns(rows.value.slice(0, ROWS_LOOKED_AT)).kind === 'read') return rows;
      best ??= rows;
    } catch (error) {
      if (!(error instanceof SheetRefused)) throw error;
      if (best === undefined) failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return best ?? refused('Ce fichier est vide.');
};

const readHeld = async (text: string, delimiter: Delimiter): Promise<Reading<readonly SheetRow[]>> => {
  let filled = 0;
  const csv = await readCsvInTurns(text, delimiter, (cells, line) => {
    if (cells.some((cell) => cell.length > MOST_CELL_LENGTH)) throw tooLongCell(line);
    if (cells.length > MOST_COLUMNS && cells.slice(MOST_COLUMNS).some((cell) => cell !== '')) throw tooManyColumns();
    if (cells.some((cell) => cell !== '') && (filled += 1) > MOST_ROWS) throw tooManyRows();
  });
  if (csv.kind === 'refused') return csv;
  // Spreadsheets write empty columns at the right by the hundred.
  return read(csv.value.rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, lastFilled(cells) + 1) })));
};

const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== '');
