/** What became of one line of a sheet. */
export type LineReading<T> =
  | {
      readonly kind: 'taken';
      readonly value: T;
      /** What was understood with doubt, in French sentences, to be shown to a person. */
      readonly doubts: readonly string[];
    }
  /** In French: why, and what to do. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A line that cannot be taken. */
export interface RefusedLine {
  /** As a spreadsheet numbers it. */
  readonly line: number;
  readonly reason: string;
  readonly cells: readonly string[];
}

/** A line that was taken, with a doubt. */
export interface DoubtfulLine {
  readonly line: number;
  readonly doubt: string;
}

/** Stops the reading of a line from any depth; `readLine` catches it. */
class LineRefused extends Error {}

/** @throws what `readLine` turns into a refusal. */
export const refuseLine = (reason: string): never => {
  throw new LineRefused(reason);
};

/** Runs the reading of one line: it may add doubts, and refuse the line with `refuseLine`. */
export const readLine = <T>(work: (doubt: (text: string) => void) => T): LineReading<T> => {
  const doubts: string[] = [];
  try {
    const value = work((text) => doubts.push(text));
    return { kind: 'taken', value, doubts };
  } catch (error) {
    if (error instanceof LineRefused) return { kind: 'refused', reason: error.message };
    throw error;
  }
};
