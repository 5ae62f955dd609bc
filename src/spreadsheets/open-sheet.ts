import { type Columns, recogniseColumns } from '#src/spreadsheets/columns.ts';
import { decodeText, type Encoding } from '#src/spreadsheets/decode.ts';
import { announcedDelimiter, type Delimiter, DELIMITERS, readCsv } from '#src/spreadsheets/read-csv.ts';
import { type Reading, read, refused } from '#src/time/reading.ts';

/** A file understood as one of the sheets we know. */
export interface OpenSheet {
  readonly columns: Columns;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
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
