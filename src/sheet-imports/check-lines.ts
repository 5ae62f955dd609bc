import { setImmediate as turn } from 'node:timers/promises';
import type { ImportTools } from '#src/sheet-imports/receive-file.ts';
import { outcomesOf } from '#src/sheet-imports/outcomes-of.ts';
import type { ImportLine, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { readAllLines } from '#src/sheet-imports/read-all-lines.ts';
import type { TerritoryStores } from '#src/storage-ports.ts';
import { columnsOfChoice, groupsOf } from '#src/spreadsheets/chosen-columns.ts';
import type { createTakeColumns } from '#src/spreadsheets/import-sheet.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';

export interface LineTools extends ImportTools {
  readonly takeColumns: ReturnType<typeof createTakeColumns>;
  readonly signal: AbortSignal;
}

/** Reads the lines of an import over, as taking them would, and writes what each would become. Nothing comes in. */
export const createCheckLines = ({ storage, clock, takeColumns, signal }: LineTools) => {
  const outcomes = async (
    stores: TerritoryStores,
    territory: Territory,
    one: SheetImport,
    lines: readonly ImportLine[],
  ) => outcomesOf(lines, await takeColumns(stores, territory, columnsOfChoice(one.choice, lines), true));

  return {
    async all(territory: Territory, one: SheetImport): Promise<void> {
      const stores = storage.in(territory.id);
      const lines = (await readAllLines(stores.sheetImports, one)).filter(({ outcome }) => outcome === null);
      for (const group of groupsOf(one.choice, lines)) {
        if (signal.aborted) return;
        const found = await outcomes(stores, territory, one, group);
        await storage.atomically(territory.id, async ({ sheetImports }) => {
          await sheetImports.setOutcomes(one.id, one.sheet, found);
          await sheetImports.move(one.id, one.added, formatInstant(clock()));
        });
        await turn();
      }
      await storage.atomically(territory.id, async ({ sheetImports }) => {
        const now = await sheetImports.find(one.id);
        if (now?.state === 'checking' && now.version === one.version)
          await sheetImports.save({ ...now, state: 'lines', movedAt: formatInstant(clock()) });
      });
    },

    async some(territory: Territory, id: string, numbers: readonly number[]): Promise<void> {
      const stores = storage.in(territory.id);
      const one = await stores.sheetImports.find(id);
      if (!one) return;
      const lines = await stores.sheetImports.some(id, one.sheet, numbers);
      const found = await outcomes(stores, territory, one, lines);
      await storage.atomically(territory.id, ({ sheetImports }) => sheetImports.setOutcomes(id, one.sheet, found));
    },
  };
};
