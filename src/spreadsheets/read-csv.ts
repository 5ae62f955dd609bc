import { CsvError, parse } from 'csv-parse/sync';
import { type Reading, read, refused } from '#src/time/reading.ts';

export type Delimiter = ',' | ';' | '\t';

export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** One row of a sheet. */
export interface SheetRow {
  /** Its number as a spreadsheet shows it: from 1, empty rows counted, a cell of several lines counted once. */
  readonly line: number;
  /** As many as the row has; trimmed. */
  readonly cells: readonly string[];
}

export interface CsvRows {
  readonly rows: readonly SheetRow[];
}

/** A formula made harmless by `writeCsv` starts with an apostrophe, which was not typed by anyone. */
const withoutEscape = (cell: string): string => cell.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');

/** The line of the text on which the quote that is never closed was opened. */
const openQuoteLine = (text: string, delimiter: Delimiter): number => {
  let line = 1;
  let opened = 0;
  let fieldStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') line += 1;
    if (opened > 0) {
      if (character !== '"') continue;
      if (text[at + 1] === '"') at += 1;
      else opened = 0;
      continue;
    }
    if (character === '"' && fieldStart) opened = line;
    fieldStart = character === delimiter || character === '\n';
  }
  return opened;
};

/** The rows of a CSV text separated by `delimiter`; empty rows are left out but counted. */
export const readCsv = (text: string, delimiter: Delimiter): Reading<CsvRows> => {
  try {
    const records: string[][] = parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
    });
    const rows = records
      .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => withoutEscape(cell.trim())) }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
    return read({ rows });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = openQuoteLine(text, delimiter);
    return refused(
      line > 0
        ? `Un guillemet ouvert à la ligne ${line} du fichier n'est jamais fermé. Fermez-le ou supprimez-le, puis recommencez.`
        : `Ce fichier ne se lit pas comme du CSV. Exportez la feuille à nouveau en CSV.`,
    );
  }
};

/** `sep=;` on a first line is a note from one spreadsheet to another: the delimiter it names, and its place. */
export const announcedDelimiter = (text: string): Delimiter | undefined => {
  const named = /^\uFEFF?"?sep=([,;\t])"?\n/i.exec(text)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === named);
};
