import type { PaperLine, PaperSheet } from '#src/paper/paper-sheet.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** The sheets printed in one territory, kept for a fortnight. */
export interface PaperSheetStore {
  find(id: string): Promise<PaperSheet | undefined>;
  /** The last printed first. */
  list(limit: number): Promise<readonly PaperSheet[]>;
  add(sheet: PaperSheet): Promise<void>;
  /** Notes that a line was typed back. */
  report(sheetId: string, number: number, reported: NonNullable<PaperLine['reported']>): Promise<void>;
  /** Sheets printed before this instant go. Returns how many. */
  eraseBefore(at: IsoInstant): Promise<number>;
}
