import type { LineToPrint, PaperSheet } from '#src/paper/paper-sheet.ts';
import type { PaperSheetStore } from '#src/paper/paper-sheet-store.ts';
import type { JournalStore } from '#src/journal/journal-store.ts';
import type { Atomically } from '#src/follow-up/stores.ts';
import type { Clock, IsoDate, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface PrintStores {
  readonly paper: PaperSheetStore;
  readonly journal: JournalStore;
}

/** Numbers what is about to be printed and keeps it: the numbers are what the sheet is typed back by. */
export const createPrintSheet =
  (tools: { readonly atomically: Atomically<PrintStores>; readonly now: Clock; readonly newId: NewId }) =>
  (
    act: { readonly territoryId: string; readonly memberId: string },
    forDate: IsoDate,
    lines: readonly LineToPrint[],
  ): Promise<PaperSheet> => {
    const sheet: PaperSheet = {
      id: tools.newId(),
      forDate,
      printedAt: formatInstant(tools.now()),
      memberId: act.memberId,
      lines: lines.map((line, index) => ({ ...line, number: index + 1, reported: null })),
    };
    return tools.atomically(act.territoryId, async ({ paper, journal }) => {
      await paper.add(sheet);
      // Paper carries names out of the office: who printed, and how many lines.
      await journal.add({
        id: tools.newId(),
        at: sheet.printedAt,
        actor: { kind: 'member', id: act.memberId },
        action: 'sheet-printed',
        subject: { kind: 'paper', id: sheet.id },
        details: { forDate, lines: lines.length },
      });
      return sheet;
    });
  };
