import { setImmediate as turn } from 'node:timers/promises';
import { CsvError, parse as createParser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
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

const optionsFor = (delimiter: Delimiter) => ({
  delimiter,
  record_delimiter: '\n',
  relax_column_count: true,
  relax_quotes: true,
});

const rowsOf = (records: readonly (readonly string[])[]): readonly SheetRow[] =>
  records
    .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => withoutEscape(cell.trim())) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));

const refusalOf = (error: unknown, text: string, delimiter: Delimiter): Reading<never> => {
  if (!(error instanceof CsvError)) throw error;
  const line = openQuoteLine(text, delimiter);
  return refused(
    line > 0
      ? `Un guillemet ouvert à la ligne ${line} du fichier n'est jamais fermé. Fermez-le ou supprimez-le, puis recommencez.`
      : `Ce fichier ne se lit pas comme du CSV. Exportez la feuille à nouveau en CSV.`,
  );
};

/** The rows of a CSV text separated by `delimiter`; empty rows are left out but counted. */
export const readCsv = (text: string, delimiter: Delimiter): Reading<CsvRows> => {
  try {
    return read({ rows: rowsOf(parse(text, optionsFor(delimiter))) });
  } catch (error) {
    return refusalOf(error, text, delimiter);
  }
};

/** Characters read before others have their turn. */
const PIECE = 50_000;

/**
 * The same while the service goes on answering.
 * @throws what `row` throws: it is called for each record, and may stop the reading
 */
export const readCsvInTurns = async (
  text: string,
  delimiter: Delimiter,
  row: (cells: readonly string[], line: number) => void = () => undefined,
): Promise<Reading<CsvRows>> => {
  const records: string[][] = [];
  const parser = createParser(optionsFor(delimiter));
  const state: { failure: unknown } = { failure: undefined };
  const take = (): void => {
    for (let record: unknown = parser.read(); record !== null; record = parser.read()) {
      records.push(record as string[]);
      row(record as string[], records.length);
    }
  };
  parser.on('error', (error: unknown) => {
    state.failure = error;
  });
  try {
    for (let start = 0; start < text.length && state.failure === undefined; start += PIECE) {
      parser.write(text.slice(start, start + PIECE));
      await turn();
      take();
    }
    const ended = Promise.withResolvers<void>();
    parser.once('end', ended.resolve).once('error', ended.resolve).on('readable', take);
    if (state.failure === undefined) {
      parser.end();
      take();
      await ended.promise;
    }
  } finally {
    parser.destroy();
  }
  return state.failure === undefined ? read({ rows: rowsOf(records) }) : refusalOf(state.failure, text, delimiter);
};

/** `sep=;` on a first line is a note from one spreadsheet to another: the delimiter it names, and its place. */
export const announcedDelimiter = (text: string): Delimiter | undefined => {
  const named = /^\uFEFF?"?sep=([,;\t])"?\n/i.exec(text)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === named);
};
