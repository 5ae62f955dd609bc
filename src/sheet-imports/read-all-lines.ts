import { setImmediate as turn } from 'node:timers/promises';
import type { ImportLine, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { SheetImportStore } from '#src/sheet-imports/sheet-import-store.ts';

const LINES_AT_ONCE = 1000;

/** The lines of an import that hold data, those after its titles, while others have their turn. */
export const readAllLines = async (store: SheetImportStore, one: SheetImport): Promise<readonly ImportLine[]> => {
  const all: ImportLine[] = [];
  let after = one.choice.headerLine;
  for (;;) {
    const some = await store.lines(one.id, { sheet: one.sheet, after, limit: LINES_AT_ONCE });
    all.push(...some);
    const last = some.at(-1);
    if (some.length < LINES_AT_ONCE || !last) return all;
    after = last.line;
    await turn();
  }
};
