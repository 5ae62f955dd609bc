import type { Columns } from '#src/spreadsheets/columns.ts';
import { recogniseColumns } from '#src/spreadsheets/recognise-columns.ts';
import { decodeText, type Encoding } from '#src/spreadsheets/decode.ts';
import { announcedDelimiter, type Delimiter, DELIMITERS, readCsv } from '#src/spreadsheets/read-csv.ts';
import { looksLikeZip, type NamedSheet, readXlsx } from '#src/spreadsheets/xlsx/read-xlsx.ts';
import { folded, type Reading, read, refused } from '#src/time/reading.ts';

/** A file understood as one of the sheets we know. */
export interface OpenSheet {
  readonly columns: Columns;
  readonly encoding: Encoding | 'xlsx';
  /** null: a workbook has none. */
  readonly delimiter: Delimiter | null;
}

interface Attempt {
  readonly delimiter: Delimiter;
  readonly columns: Reading<Columns>;
  /** Cells in the widest of the first rows: the right delimiter makes most. */
  readonly width: number;
}

const attempt = (text: string, delimiter: Delimiter): Attempt => {
  const csv = readCsv(text, delimiter);
  const width = Math.max(...text.split('\n', 5).map((line) => line.split(delimiter).length));
  if (csv.kind === 'refused') return { delimiter, columns: csv, width };
  return { delimiter, columns: recogniseColumns(csv.value.rows), width };
};

const rank = ({ columns, width }: Attempt): number =>
  (columns.kind === 'read' ? (columns.value.by === 'headers' ? 2000 : 1000) : 0) + Math.min(width, 999);

/**
 * Reads the bytes of an exported sheet, whatever wrote it: encoding and delimiter are found out, and the sheet is
 * recognised. Each delimiter is tried whole, so that quotes, cells of several lines and decimal commas do not mislead.
 */
export const openSheet = (bytes: Uint8Array): Reading<OpenSheet> => {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'refused') return decoded;
  const { text, encoding } = decoded.value;
  if (text.trim() === '') return refused('Ce fichier est vide.');
  const announced = announcedDelimiter(text);
  const attempts =
    announced === undefined
      ? DELIMITERS.map((delimiter) => attempt(text, delimiter))
      : [attempt(text.slice(text.indexOf('\n')), announced)];
  const [best] = attempts.toSorted((a, b) => rank(b) - rank(a));
  if (!best) return refused('Ce fichier est vide.');
  if (best.columns.kind === 'refused') return best.columns;
  return read({ columns: best.columns.value, encoding, delimiter: best.delimiter });
};

const listed = (sheets: readonly NamedSheet[]): string => sheets.map(({ name }) => `« ${name} »`).join(', ');

/**
 * The same for any file we read: a CSV, or the sheet of a workbook that is one of those we know.
 * @param wanted the name on the tab, for a workbook in which several sheets may be the one
 */
export const openSheetFile = async (bytes: Uint8Array, wanted?: string): Promise<Reading<OpenSheet>> => {
  if (!looksLikeZip(bytes)) return openSheet(bytes);
  const workbook = await readXlsx(bytes);
  if (workbook.kind === 'refused') return workbook;
  const sheets = workbook.value;
  const asked = wanted === undefined ? sheets : sheets.filter(({ name }) => folded(name) === folded(wanted));
  if (asked.length === 0) return refused(`Ce classeur n'a pas de feuille « ${wanted} ». Il a : ${listed(sheets)}.`);
  const readings = asked.map((sheet) => ({ sheet, columns: recogniseColumns(sheet.rows) }));
  const known = readings.filter(({ columns }) => columns.kind === 'read');
  if (known.length > 1)
    return refused(
      `Plusieurs feuilles de ce classeur peuvent être reprises : ${listed(known.map(({ sheet }) => sheet))}. Dites laquelle avec --sheet.`,
    );
  const [chosen] = known.length === 1 ? known : readings;
  if (chosen === undefined || chosen.columns.kind === 'refused') {
    const names = readings.length > 1 ? ` (feuilles lues : ${listed(asked)})` : '';
    return chosen?.columns.kind === 'refused'
      ? refused(`${chosen.columns.reason}${names}`)
      : refused('Ce classeur est vide.');
  }
  const { title, ...columns } = chosen.columns.value;
  return read({
    columns: { ...columns, title: `feuille « ${chosen.sheet.name} », ${title}` },
    encoding: 'xlsx',
    delimiter: null,
  });
};
