import { SheetRefused, tooManyRows, MOST_ROWS } from '#src/spreadsheets/limits.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { readWorkbook } from '#src/spreadsheets/xlsx/workbook-parts.ts';
import { readSheetRows } from '#src/spreadsheets/xlsx/sheet-rows.ts';
import { openZip, type ZipParts } from '#src/spreadsheets/xlsx/zip-parts.ts';
import { type Reading, read, refused } from '#src/time/reading.ts';

/** One sheet of a file, by the name on its tab. */
export interface NamedSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** How a zip begins. */
export const looksLikeZip = (bytes: Uint8Array): boolean =>
  [0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte);

const SAVE_AS = 'Ouvrez-le dans votre tableur et choisissez « Enregistrer sous », format XLSX ou CSV.';

/** Other things than workbooks that are zips as well: a file in them tells. */
const whatItIs = ({ names }: ZipParts): string => {
  if (names.has('content.xml')) return `Ce fichier est un classeur LibreOffice (ods). ${SAVE_AS}`;
  if ([...names].some((name) => name.endsWith('.iwa') || name === 'Index.zip'))
    return 'Ce fichier vient de Numbers. Ouvrez-le dans Numbers, choisissez « Exporter vers », Excel ou CSV.';
  if (names.has('word/document.xml')) return 'Ce fichier est un document Word, pas un tableur.';
  return 'Cette archive zip ne contient pas de classeur. Choisissez le fichier XLSX ou CSV lui-même.';
};

/** The sheets of an XLSX workbook that hold something. */
export const readXlsx = async (bytes: Uint8Array): Promise<Reading<readonly NamedSheet[]>> => {
  try {
    const parts = await openZip(bytes);
    const workbook = await readWorkbook(parts);
    if (!workbook) return refused(whatItIs(parts));
    const sheets: NamedSheet[] = [];
    let rows = 0;
    for (const { name, part } of workbook.sheets) {
      const sheet = { name, rows: await readSheetRows(parts.read(part), workbook) };
      rows += sheet.rows.length;
      if (rows > MOST_ROWS) throw tooManyRows();
      if (sheet.rows.length > 0) sheets.push(sheet);
    }
    return sheets.length === 0 ? refused('Ce classeur est vide.') : read(sheets);
  } catch (error) {
    if (error instanceof SheetRefused) return refused(error.message);
    return refused(
      'Ce classeur est abîmé ou protégé par un mot de passe. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en XLSX ou en CSV, puis recommencez.',
    );
  }
};
