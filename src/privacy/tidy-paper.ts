import type { PaperSheetStore } from '#src/paper/paper-sheet-store.ts';
import { dayBefore, instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy } from '#src/privacy/tidy.ts';
import type { RideDayStore } from '#src/requests/ride-day-store.ts';
import type { Atomically } from '#src/follow-up/stores.ts';

interface PaperStores {
  readonly paper: PaperSheetStore;
  readonly rideDays: RideDayStore;
}

/** What the numbers of a printed sheet meant goes after a fortnight; the hours at which someone was out, after six weeks. */
export const createTidyPaper =
  ({ atomically }: { readonly atomically: Atomically<PaperStores> }): Tidy =>
  (where, now) =>
    atomically(where.id, async ({ paper, rideDays }) => ({
      sheets: await paper.eraseBefore(instantBefore(now, { days: PERIODS.paperSheetDays })),
      hours: await rideDays.forgetHoursBefore(dayBefore(now, where.zone, { weeks: PERIODS.rideDetailsWeeks })),
    }));
