import { setImmediate as turn } from 'node:timers/promises';
import type { ImportTools } from '#src/sheet-imports/receive-file.ts';
import type { ImportedUnit, KeptUnit, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { SheetImportStore } from '#src/sheet-imports/sheet-import-store.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';

const UNITS_AT_ONCE = 20;

/**
 * Takes back what an import brought, person by person, unless somebody did something with it since: then it stays, with the
 * reason.
 */
export const createUndoImport =
  ({ storage, clock, newId, signal }: ImportTools & { readonly signal: AbortSignal }) =>
  async (territory: Territory, one: SheetImport): Promise<void> => {
    let taken = 0;
    for (;;) {
      if (signal.aborted) return;
      const done = await storage.atomically(territory.id, async ({ sheetImports }) => {
        const units = await sheetImports.units(one.id, UNITS_AT_ONCE);
        const kept = await sheetImports.touched(one.id, units);
        const stays = new Set(kept.map(({ id }) => id));
        const goes = units.filter(({ id }) => !stays.has(id));
        const at = formatInstant(clock());
        await sheetImports.keep(one.id, kept);
        await sheetImports.takeBack(one.id, goes, at);
        await sheetImports.move(one.id, one.added, at);
        return { units: units.length, goes: goes.length };
      });
      taken += done.goes;
      if (done.units === 0) break;
      await turn();
    }
    await storage.atomically(territory.id, async ({ sheetImports, journal }) => {
      const now = await sheetImports.find(one.id);
      if (now?.state !== 'undoing') return;
      const at = formatInstant(clock());
      await sheetImports.save({ ...now, state: 'undone', movedAt: at });
      await journal.add({
        id: newId(),
        at,
        actor: { kind: 'member', id: now.memberId },
        action: 'sheet-import-undone',
        subject: { kind: 'territory', id: territory.id },
        details: { taken, kept: (await sheetImports.kept(one.id)).length },
      });
    });
  };

/** What an undo would do now. */
export interface UndoPreview {
  readonly goes: { readonly people: number; readonly places: number };
  readonly kept: readonly KeptUnit[];
}

/** Looks at everything an import brought, as the undo would, and changes nothing. */
export const previewUndo = async (sheetImports: SheetImportStore, id: string): Promise<UndoPreview> => {
  const goes = { people: 0, places: 0 };
  const kept: KeptUnit[] = [];
  let after: ImportedUnit | undefined;
  for (;;) {
    const units = await sheetImports.units(id, UNITS_AT_ONCE * 10, after);
    after = units.at(-1);
    if (!after) return { goes, kept };
    const stays = await sheetImports.touched(id, units);
    kept.push(...stays);
    const names = new Set(stays.map((unit) => unit.id));
    for (const unit of units) if (!names.has(unit.id)) goes[unit.kind === 'person' ? 'people' : 'places'] += 1;
    await turn();
  }
};
