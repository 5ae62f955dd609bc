import { setImmediate as turn } from 'node:timers/promises';
import { NOTHING_ADDED, type SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { Storage } from '#src/storage-ports.ts';
import { guessColumns } from '#src/spreadsheets/guess-columns.ts';
import { MOST_FILE_BYTES } from '#src/spreadsheets/limits.ts';
import { readSheetFile, ROWS_LOOKED_AT } from '#src/spreadsheets/read-sheet-file.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

export interface ImportTools {
  readonly storage: Pick<Storage, 'in' | 'atomically'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

export type ReceivedFile =
  | { readonly kind: 'received'; readonly id: string }
  /** In French: why, and what to do. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'too-large' };

const ROWS_AT_ONCE = 200;
/** A name is shown, never used: what is longer than a line is cut. */
const MOST_NAME = 100;

/** Reads a file somebody sends and keeps its rows aside, with a guess at what they are. The file itself is not kept. */
export const createReceiveFile =
  ({ storage, clock, newId }: ImportTools) =>
  async (
    territoryId: string,
    memberId: string,
    name: string,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<ReceivedFile> => {
    const held: Uint8Array[] = [];
    let length = 0;
    let isTooLarge = false;
    for await (const piece of bytes) {
      length += piece.length;
      isTooLarge ||= length > MOST_FILE_BYTES;
      // Read to its end all the same: a browser that is cut short shows no page at all.
      if (!isTooLarge) held.push(piece);
      else if (length > MOST_FILE_BYTES * 4) return { kind: 'too-large' };
    }
    if (isTooLarge) return { kind: 'too-large' };
    const file = await readSheetFile(Buffer.concat(held));
    if (file.kind === 'refused') return file;
    const sheets = file.value;
    const guesses = sheets.map(({ rows }) => guessColumns(rows.slice(0, ROWS_LOOKED_AT)));
    // The first sheet of which something is understood.
    const sheet = Math.max(
      0,
      guesses.findIndex(({ fields }) => fields.filter((field) => field !== null).length >= 3),
    );
    const at = formatInstant(clock());
    const one: SheetImport = {
      id: newId(),
      memberId,
      fileName: (name.replaceAll('\\', '/').split('/').at(-1) ?? '').replaceAll('\u0000', '').slice(-MOST_NAME),
      sheets: sheets.map((one) => one.name.replaceAll('\u0000', '').slice(0, MOST_NAME)),
      sheet,
      choice: guesses[sheet] ?? { kind: 'drivers', headerLine: 0, fields: [] },
      state: 'columns',
      added: NOTHING_ADDED,
      createdAt: at,
      movedAt: at,
      doneAt: null,
      version: 1,
    };
    await storage.atomically(territoryId, ({ sheetImports }) => sheetImports.add(one));
    for (const [index, { rows }] of sheets.entries())
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        const some = rows
          .slice(start, start + ROWS_AT_ONCE)
          .map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.replaceAll('\u0000', '')) }));
        await storage.atomically(territoryId, ({ sheetImports }) => sheetImports.addLines(one.id, index, some));
        await turn();
      }
    return { kind: 'received', id: one.id };
  };
