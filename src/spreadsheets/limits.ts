/** What one file may hold: many times the sheet of any territory seen, and what the service reads without a hiccup. */
export const MOST_FILE_BYTES = 5_000_000;
/** Ten thousand lines, their titles, and what stands above. */
export const MOST_ROWS = 10_020;
export const MOST_COLUMNS = 200;
export const MOST_CELL_LENGTH = 5000;

/** A file that cannot be read, in French: why, and what to do. */
export class SheetRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'SheetRefused';
  }
}

export const tooManyRows = (): SheetRefused =>
  new SheetRefused(
    'Ce fichier a plus de 10 000 lignes. Coupez-le en plusieurs fichiers, et reprenez-les l’un après l’autre.',
  );

export const tooManyColumns = (): SheetRefused =>
  new SheetRefused('Ce fichier a plus de 200 colonnes remplies. Gardez celles qui servent, et recommencez.');

export const tooLongCell = (line: number): SheetRefused =>
  new SheetRefused(`Une cellule de la ligne ${line} est trop longue. Raccourcissez-la, puis recommencez.`);
