import { describeWeek, type Line } from '#src/trips/lines.ts';

/**
 * How lines are laid out on one A4, the largest first: letters of a row, rows in all, and what is said of each line.
 * Measured in print, rather few than cut. A town from which one goes everywhere says where; the days are for the call.
 */
const SIZES = [
  { name: 'large', letters: 62, rows: 15, says: 'days-and-back' },
  { name: 'medium', letters: 30, rows: 32, says: 'days-and-back' },
  { name: 'small', letters: 36, rows: 42, says: 'days-and-back' },
  { name: 'small', letters: 36, rows: 42, says: 'days' },
  { name: 'dense', letters: 40, rows: 52, says: 'days' },
  { name: 'towns', letters: 24, rows: 26, says: 'names' },
  { name: 'names', letters: 24, rows: 45, says: 'names' },
] as const;
export type PosterSize = (typeof SIZES)[number];

export interface PosterLine {
  readonly line: Line;
  readonly days: string;
  readonly back: string;
}

/** What a wall can say of a week: an hour to be agreed is said only when nothing else is. */
export const daysOf = (line: Line | undefined): string => {
  if (!line) return '';
  const sure = describeWeek({ ...line, unsaid: 0 });
  return sure === '' ? describeWeek(line) : sure;
};

/** What is said under the name of a destination, in this layout. */
export const saidOf = ({ days, back }: PosterLine, { says }: PosterSize): readonly string[] => {
  if (says === 'names') return [];
  return says === 'days' || back === '' ? [days] : [days, `retour : ${back}`];
};

const rowsOf = (line: PosterLine, size: PosterSize): number =>
  [line.line.to.name, ...saidOf(line, size)].reduce(
    (rows, text) => rows + Math.ceil(text.length / size.letters),
    size.says === 'names' ? 0 : 0.5,
  );

export interface PosterSheet {
  readonly size: PosterSize;
  readonly lines: readonly PosterLine[];
}

/** As many sheets as it takes in these letters, in the order of the lines. */
const fill = (lines: readonly PosterLine[], size: PosterSize, most: number): readonly PosterSheet[] => {
  const sheets: { size: PosterSize; lines: PosterLine[] }[] = [];
  let room = 0;
  for (const line of lines) {
    const rows = rowsOf(line, size);
    if (sheets.length === 0 || rows > room) {
      sheets.push({ size, lines: [] });
      room = most;
    }
    sheets.at(-1)?.lines.push(line);
    room -= rows;
  }
  return sheets;
};

/**
 * The fewest sheets, then the largest letters in which all lines hold on them: a large town has a second poster.
 * @param share of a sheet that is left for them, from 0 to 1
 */
export const layOut = (lines: readonly PosterLine[], share: number = 1): readonly PosterSheet[] => {
  const layouts = SIZES.map((size) => fill(lines, size, Math.floor(size.rows * share)));
  const fewest = Math.min(...layouts.map((sheets) => sheets.length));
  const sheets = layouts.find(({ length }) => length === fewest) ?? [];
  const [first] = sheets;
  if (!first || fewest === 1) return sheets;
  // As much on each: the last one is a poster too.
  const rows = lines.reduce((sum, line) => sum + rowsOf(line, first.size), 0);
  const even = fill(lines, first.size, Math.ceil(rows / fewest) + 1);
  return even.length === fewest ? even : sheets;
};
