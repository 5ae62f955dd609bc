import type { Kysely } from 'kysely';
import type { ImportedUnit, KeptReason } from '#src/sheet-imports/sheet-import.ts';
import type { SheetImportStore } from '#src/sheet-imports/sheet-import-store.ts';
import { createPersonStore } from '#src/storage/person-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { SheetImportThingTable } from '#src/storage/schema/sheet-imports.ts';
import { touchedSince } from '#src/storage/sheet-import-touched.ts';
import { recordTripChange } from '#src/storage/trip-changes.ts';

type Things = Pick<SheetImportStore, 'addThings' | 'units' | 'countUnits' | 'touched' | 'takeBack' | 'keep' | 'kept'>;

const ROWS_AT_ONCE = 500;

/** What imports brought into one territory, and how it goes out again; inside a transaction, `db` is the transaction. */
export const createImportedThings = (db: Kysely<Database>, territoryId: string): Things => {
  const things = (importId: string) =>
    db
      .selectFrom('sheet_import_thing')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('import_id', '=', importId);
  const thingsOf = async (
    importId: string,
    units: readonly ImportedUnit[],
  ): Promise<readonly SheetImportThingTable[]> =>
    units.length === 0
      ? []
      : things(importId)
          .where('kept', 'is', null)
          .where(
            'unit_id',
            'in',
            units.map(({ id }) => id),
          )
          .execute();

  return {
    async addThings(importId, brought, at) {
      for (let start = 0; start < brought.length; start += ROWS_AT_ONCE)
        await db
          .insertInto('sheet_import_thing')
          .values(
            brought.slice(start, start + ROWS_AT_ONCE).map(({ kind, id, personId }) => ({
              territory_id: territoryId,
              import_id: importId,
              kind,
              subject_id: id,
              unit_kind: personId === null ? ('place' as const) : ('person' as const),
              unit_id: personId ?? id,
              at,
              kept: null,
            })),
          )
          .onConflict((same) => same.columns(['territory_id', 'import_id', 'kind', 'subject_id']).doNothing())
          .execute();
    },
    async units(importId, limit, after) {
      const rows = await db
        .selectFrom('sheet_import_thing')
        .select(['unit_kind', 'unit_id'])
        .distinct()
        .where('territory_id', '=', territoryId)
        .where('import_id', '=', importId)
        .where('kept', 'is', null)
        .$if(after !== undefined, (some) => some.where('unit_id', '>', after?.id ?? ''))
        .orderBy('unit_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ kind: row.unit_kind, id: row.unit_id }));
    },
    async countUnits(importId) {
      const { number } = await db
        .selectFrom('sheet_import_thing')
        .select((is) => is.fn.count('unit_id').distinct().as('number'))
        .where('territory_id', '=', territoryId)
        .where('import_id', '=', importId)
        .where('kept', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(number);
    },
    async touched(importId, units) {
      const brought = await thingsOf(importId, units);
      const reasons = await touchedSince(db, territoryId, brought);
      return units.flatMap((unit) => {
        const reason = reasons.get(unit.id);
        return reason === undefined ? [] : [{ ...unit, reason }];
      });
    },
    async takeBack(importId, units, at) {
      const brought = await thingsOf(importId, units);
      const ids = (kind: SheetImportThingTable['kind']): readonly string[] =>
        brought.flatMap((thing) => (thing.kind === kind ? [thing.subject_id] : []));
      const remove = async (table: 'trip' | 'request' | 'local_place', gone: readonly string[]): Promise<void> => {
        if (gone.length === 0) return;
        await db.deleteFrom(table).where('territory_id', '=', territoryId).where('id', 'in', gone).execute();
        // Lines that became them may come again.
        await db
          .deleteFrom('imported_line')
          .where('territory_id', '=', territoryId)
          .where('subject_id', 'in', gone)
          .execute();
      };
      await recordTripChange(db, territoryId, ids('trip'), at);
      await remove('trip', ids('trip'));
      await remove('request', ids('request'));
      await remove('local_place', ids('place'));
      const drivers = ids('driver');
      if (drivers.length > 0) {
        await db
          .deleteFrom('consent')
          .where('territory_id', '=', territoryId)
          .where('person_id', 'in', drivers)
          .where('how', '=', 'import')
          .execute();
        await db
          .deleteFrom('driver')
          .where('territory_id', '=', territoryId)
          .where('person_id', 'in', drivers)
          .execute();
      }
      const people = createPersonStore(db, territoryId);
      for (const id of ids('person')) await people.erase(id, at);
      if (units.length > 0)
        await db
          .deleteFrom('sheet_import_thing')
          .where('territory_id', '=', territoryId)
          .where('import_id', '=', importId)
          .where(
            'unit_id',
            'in',
            units.map(({ id }) => id),
          )
          .execute();
    },
    async keep(importId, units) {
      for (const { id, reason } of units)
        await db
          .updateTable('sheet_import_thing')
          .set({ kept: reason })
          .where('territory_id', '=', territoryId)
          .where('import_id', '=', importId)
          .where('unit_id', '=', id)
          .execute();
    },
    async kept(importId) {
      const rows = await db
        .selectFrom('sheet_import_thing')
        .select(['unit_kind', 'unit_id', 'kept'])
        .distinct()
        .where('territory_id', '=', territoryId)
        .where('import_id', '=', importId)
        .where('kept', 'is not', null)
        .orderBy('unit_id')
        .execute();
      return rows.map((row) => ({ kind: row.unit_kind, id: row.unit_id, reason: row.kept as KeptReason }));
    },
  };
};
