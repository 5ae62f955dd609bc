import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would take for a formula once its leading apostrophes are gone. */
const ESCAPED_LOOK = /^'+[=+\-@\t\r＝＋－＠]/;

/**
 * A sheet as French spreadsheets open it with a double click: UTF-8 with its mark, semicolons, lines ended by CR LF. A
 * cell that begins like a formula (=, +, -, @) gets an apostrophe before it, so that nothing in it is ever computed;
 * `readCsv` takes the apostrophe away.
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (ESCAPED_LOOK.test(cell) ? `'${cell}` : cell))),
    { bom: true, delimiter: ';', record_delimiter: '\r\n', escape_formulas: true, quoted_match: /[\n\r]/ },
  );
