import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Added, ImportLine, LineCounts, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { LineFilter, SheetImportStore } from '#src/sheet-imports/sheet-import-store.ts';
import type { ColumnChoice } from '#src/spreadsheets/chosen-columns.ts';
import { FIELD_WORDS } from '#src/spreadsheets/field-words.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { SheetImportLineTable, SheetImportTable } from '#src/storage/schema/sheet-imports.ts';
import { createImportedThings } from '#src/storage/sheet-import-things.ts';

const texts = z.array(z.string());
const FIELDS: ReadonlySet<string> = new Set(Object.values(FIELD_WORDS).flatMap((words) => Object.keys(words)));
const choice: z.ZodType<ColumnChoice> = z.object({
  kind: z.enum(['drivers', 'requests', 'places']),
  headerLine: z.number().int(),
  fields: z.array(z.custom<Field>((value) => typeof value === 'string' && FIELDS.has(value)).nullable()),
});
const count = z.number().int();
const added: z.ZodType<Added> = z.object({
  people: count,
  drivers: count,
  trips: count,
  returns: count,
  requests: count,
  openRequests: count,
  places: count,
});

const importOf = (row: SheetImportTable): SheetImport => ({
  id: row.id,
  memberId: row.member_id,
  fileName: row.file_name,
  sheets: texts.parse(JSON.parse(row.sheets)),
  sheet: row.sheet,
  choice: choice.parse(JSON.parse(row.choice)),
  state: row.state,
  added: added.parse(JSON.parse(row.added)),
  createdAt: row.created_at,
  movedAt: row.moved_at,
  doneAt: row.done_at,
  version: row.version,
});

const changesOf = (one: SheetImport) => ({
  member_id: one.memberId,
  sheet: one.sheet,
  choice: JSON.stringify(choice.parse(one.choice)),
  state: one.state,
  added: JSON.stringify(added.parse(one.added)),
  moved_at: one.movedAt,
  done_at: one.doneAt,
});

const lineOf = (row: SheetImportLineTable): ImportLine => ({
  line: row.line,
  cells: texts.parse(JSON.parse(row.cells)),
  leftOut: row.left_out === 1,
  outcome: row.outcome,
  said: texts.parse(JSON.parse(row.said)),
});

/** The spreadsheets being taken over in one territory; inside a transaction, `db` is the transaction. */
export const createSheetImportStore = (db: Kysely<Database>, territoryId: string): SheetImportStore => {
  const imports = () => db.selectFrom('sheet_import').selectAll().where('territory_id', '=', territoryId);
  const linesOf = (id: string, sheet: number) =>
    db
      .selectFrom('sheet_import_line')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('import_id', '=', id)
      .where('sheet', '=', sheet);
  const changeLines = (id: string) =>
    db.updateTable('sheet_import_line').where('territory_id', '=', territoryId).where('import_id', '=', id);

  return {
    ...createImportedThings(db, territoryId),
    async add(one) {
      await db
        .insertInto('sheet_import')
        .values({
          id: one.id,
          territory_id: territoryId,
          file_name: one.fileName,
          sheets: JSON.stringify(one.sheets),
          ...changesOf(one),
          created_at: one.createdAt,
          version: 1,
        })
        .execute();
    },
    async list() {
      return (await imports().orderBy('created_at', 'desc').orderBy('id').execute()).map(importOf);
    },
    async find(id) {
      const row = await imports().where('id', '=', id).executeTakeFirst();
      return row && importOf(row);
    },
    async save(one) {
      const { numUpdatedRows } = await db
        .updateTable('sheet_import')
        .set({ ...changesOf(one), version: one.version + 1 })
        .where('territory_id', '=', territoryId)
        .where('id', '=', one.id)
        .where('version', '=', one.version)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n ? 'saved' : 'changed-meanwhile';
    },
    async move(id, sums, at) {
      await db
        .updateTable('sheet_import')
        .set({ added: JSON.stringify(added.parse(sums)), moved_at: at })
        .where('territory_id', '=', territoryId)
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      await db.deleteFrom('sheet_import').where('territory_id', '=', territoryId).where('id', '=', id).execute();
    },
    async addLines(id, sheet, rows) {
      if (rows.length === 0) return;
      const values = rows.map(({ line, cells }) => ({
        territory_id: territoryId,
        import_id: id,
        sheet,
        line,
        cells: JSON.stringify(cells),
        left_out: 0 as const,
        outcome: null,
        said: '[]',
      }));
      await db.insertInto('sheet_import_line').values(values).execute();
    },
    async lines(id, { sheet, after, limit }) {
      const rows = await linesOf(id, sheet).where('line', '>', after).orderBy('line').limit(limit).execute();
      return rows.map(lineOf);
    },
    async shown(id, { sheet, filter, limit, offset }) {
      const rows = await linesOf(id, sheet)
        .where('left_out', '=', filter === 'left-out' ? 1 : 0)
        .$if(filter !== 'left-out', (some) => some.where('outcome', '=', filter as Exclude<LineFilter, 'left-out'>))
        .orderBy('line')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(lineOf);
    },
    async some(id, sheet, lines) {
      if (lines.length === 0) return [];
      return (await linesOf(id, sheet).where('line', 'in', lines).orderBy('line').execute()).map(lineOf);
    },
    async counts(id, sheet) {
      const rows = await db
        .selectFrom('sheet_import_line')
        .select(['left_out', 'outcome'])
        .select((is) => is.fn.countAll().as('number'))
        .where('territory_id', '=', territoryId)
        .where('import_id', '=', id)
        .where('sheet', '=', sheet)
        .groupBy(['left_out', 'outcome'])
        .execute();
      const counts: { -readonly [Key in keyof LineCounts]: number } = {
        new: 0,
        doubt: 0,
        known: 0,
        refused: 0,
        taken: 0,
        'left-out': 0,
        unread: 0,
      };
      for (const { left_out: leftOut, outcome, number } of rows)
        counts[leftOut === 1 ? 'left-out' : (outcome ?? 'unread')] += Number(number);
      return counts;
    },
    async forgetOutcomes(id) {
      await changeLines(id).set({ outcome: null, said: '[]', left_out: 0 }).execute();
    },
    async setOutcomes(id, sheet, outcomes) {
      // Most lines say nothing: one statement for all of them.
      const alike = Map.groupBy(outcomes, ({ outcome, said }) => JSON.stringify([outcome, said]));
      for (const some of alike.values()) {
        const [first] = some;
        if (!first) continue;
        await changeLines(id)
          .set({ outcome: first.outcome, said: JSON.stringify(texts.parse(first.said)) })
          .where('sheet', '=', sheet)
          .where(
            'line',
            'in',
            some.map(({ line }) => line),
          )
          .execute();
      }
    },
    async correct(id, sheet, { line, cells, leftOut }) {
      await changeLines(id)
        .set({ cells: JSON.stringify(texts.parse(cells)), left_out: leftOut ? 1 : 0 })
        .where('sheet', '=', sheet)
        .where('line', '=', line)
        .execute();
    },
    async eraseLines(id) {
      await db
        .deleteFrom('sheet_import_line')
        .where('territory_id', '=', territoryId)
        .where('import_id', '=', id)
        .execute();
    },
    async eraseBefore(begun, done) {
      const { numDeletedRows } = await db
        .deleteFrom('sheet_import')
        .where('territory_id', '=', territoryId)
        .where((is) =>
          is.or([is.and([is('done_at', 'is', null), is('created_at', '<', begun)]), is('done_at', '<', done)]),
        )
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
