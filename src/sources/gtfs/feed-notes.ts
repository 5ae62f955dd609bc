import { plainWords } from '#src/plain-words.ts';
import type { FeedRemark } from '#src/sources/gtfs/feed-report.ts';

/** What is wrong in a feed, as it is found. */
export interface FeedNotes {
  /**
   * @param line of the file, as an editor counts them; null for the file itself, or what lies in no line of it
   * @param what is wrong and what was done about it, a sentence that is the same for all lines alike
   * @param detail what tells this line from the others
   */
  note(file: string, line: number | null, what: string, detail?: string): void;
  remarks(): readonly FeedRemark[];
}

const MOST_REMARKS = 60;
const MOST_LINES = 20;
const LONGEST_DETAIL = 120;

interface Growing {
  readonly file: string;
  readonly what: string;
  count: number;
  readonly lines: { readonly line: number | null; readonly detail: string }[];
}

/** Everything is counted; the first lines of each kind are kept. */
export const createFeedNotes = (): FeedNotes => {
  const kinds = new Map<string, Growing>();
  return {
    note(file, line, what, detail = '') {
      const key = `${file}\n${what}`;
      let kind = kinds.get(key);
      if (kind === undefined) {
        if (kinds.size === MOST_REMARKS) return;
        kind = { file, what, count: 0, lines: [] };
        kinds.set(key, kind);
      }
      const isOfFile = line === null && detail === '';
      // What is said of a whole file is said once, however many times it is read.
      if (isOfFile && kind.count > 0) return;
      kind.count += 1;
      if (!isOfFile && kind.lines.length < MOST_LINES)
        kind.lines.push({ line, detail: plainWords(detail, LONGEST_DETAIL) });
    },
    remarks: () => [...kinds.values()],
  };
};
