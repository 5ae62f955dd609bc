import { setImmediate as turn } from 'node:timers/promises';
import type { LineTools } from '#src/sheet-imports/check-lines.ts';
import { outcomesOf } from '#src/sheet-imports/outcomes-of.ts';
import { readAllLines } from '#src/sheet-imports/read-all-lines.ts';
import type { Added, ImportLine, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { columnsOfChoice, groupsOf } from '#src/spreadsheets/chosen-columns.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';

const sum = (a: Added, b: Added): Added => ({
  people: a.people + b.people,
  drivers: a.drivers + b.drivers,
  trips: a.trips + b.trips,
  returns: a.returns + b.returns,
  requests: a.requests + b.requests,
  openRequests: a.openRequests + b.openRequests,
  places: a.places + b.places,
});

/** Whether a line is to come in: read without a fault, not left out, not in yet. */
const isWanted = ({ outcome, leftOut }: ImportLine): boolean => !leftOut && (outcome === 'new' || outcome === 'doubt');

/**
 * Takes the lines of an import, a group in a transaction: what one person said comes in at once, and nothing comes in twice if
 * the work stops and goes on. What the file held goes when all is in.
 */
export const createTakeLines =
  ({ storage, clock, newId, takeColumns, signal }: LineTools) =>
  async (territory: Territory, one: SheetImport): Promise<void> => {
    const lines = (await readAllLines(storage.in(territory.id).sheetImports, one)).filter(isWanted);
    for (const group of groupsOf(one.choice, lines)) {
      if (signal.aborted) return;
      await storage.atomically(territory.id, async (stores) => {
        const { sheetImports } = stores;
        const now = await sheetImports.find(one.id);
        if (now?.state !== 'taking') return;
        const numbers = group.map(({ line }) => line);
        // Another process may have gone on with the same work.
        const still = (await sheetImports.some(one.id, one.sheet, numbers)).filter(isWanted);
        if (still.length === 0) return;
        const tally = await takeColumns(stores, territory, columnsOfChoice(one.choice, still), false);
        const at = formatInstant(clock());
        await sheetImports.addThings(one.id, tally.created, at);
        await sheetImports.setOutcomes(one.id, one.sheet, outcomesOf(still, tally, 'taken'));
        await sheetImports.move(one.id, sum(now.added, tally.added), at);
      });
      await turn();
    }
    await storage.atomically(territory.id, async ({ sheetImports, journal }) => {
      const now = await sheetImports.find(one.id);
      if (now?.state !== 'taking') return;
      const at = formatInstant(clock());
      await sheetImports.eraseLines(one.id);
      await sheetImports.save({ ...now, state: 'done', movedAt: at, doneAt: at });
      await journal.add({
        id: newId(),
        at,
        actor: { kind: 'member', id: now.memberId },
        action: 'sheet-imported',
        subject: { kind: 'territory', id: territory.id },
        details: { kind: now.choice.kind, ...now.added },
      });
    });
  };
