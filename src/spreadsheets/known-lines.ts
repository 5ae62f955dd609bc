import type { ImportedKind, ImportedLine, ImportedLineStore } from '#src/spreadsheets/imported-line-store.ts';
import type { LineHashes } from '#src/spreadsheets/line-hash.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Whether a line was taken before. */
export type Recognised = 'new' | 'same' | 'edited';

/** The lines taken by earlier imports, and by this one as it goes. */
export interface KnownLines {
  recognise(hashes: LineHashes): Recognised;
  keep(hashes: LineHashes, kind: ImportedKind, subjectId: string): void;
  write(at: IsoInstant): Promise<void>;
}

export const openKnownLines = async (store: ImportedLineStore, all: readonly LineHashes[]): Promise<KnownLines> => {
  const asked = all.flatMap(({ whole, identity }) => (identity === null ? [whole] : [whole, identity]));
  const before = await store.known([...new Set(asked)]);
  const now = new Set<string>();
  const taken: ImportedLine[] = [];
  return {
    recognise: ({ whole, identity }) => {
      if (before.has(whole) || now.has(whole)) return 'same';
      // Lines of one sheet may share who, when and where: "lundi 8 h" and "mardi 9 h" were typed as two lines on purpose.
      return identity !== null && before.has(identity) ? 'edited' : 'new';
    },
    keep: ({ whole, identity }, subjectKind, subjectId) => {
      for (const hash of identity === null ? [whole] : [whole, identity]) {
        if (now.has(hash)) continue;
        now.add(hash);
        taken.push({ hash, subjectKind, subjectId });
      }
    },
    write: (at) => store.add(taken, at),
  };
};
