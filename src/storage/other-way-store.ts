import type { Kysely } from 'kysely';
import { z } from 'zod';
import { MOTIVES, NEEDS } from '#src/requests/request.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { OtherWayTable } from '#src/storage/schema/territory.ts';
import { stopSchema } from '#src/storage/stop-json.ts';
import type { OtherWayStore, StoredOtherWay } from '#src/transit/on-demand/other-way-store.ts';
import { type OtherWay, REACHES } from '#src/transit/on-demand/other-way.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const timeOfDay = z.number().int().min(0).max(1439);
const codes = z.array(z.string());

const days = z.object({
  weekdays: z.number().int().min(0).max(127),
  from: date.nullable(),
  until: date.nullable(),
  added: z.array(date),
  removed: z.array(date),
  closedOnHolidaysOf: codes,
});

const notice = z.union([
  z.object({ kind: z.enum(['none', 'real-time']) }),
  z.object({ kind: z.literal('same-day'), minutes: z.number().int().min(0) }),
  z.object({
    kind: z.literal('days-before'),
    days: z.number().int().min(0),
    until: timeOfDay,
    counted: days.nullable(),
  }),
]);

const details = z.object({
  communeCodes: codes.min(1),
  reach: z.enum(REACHES),
  places: z.array(stopSchema),
  hours: z
    .array(z.array(z.object({ from: timeOfDay, until: timeOfDay })))
    .length(7)
    .nullable(),
  closedOnHolidaysOf: codes,
  booking: z.object({ notice, phone: z.string().nullable(), url: z.string().nullable(), message: z.string() }),
  price: z.string(),
  who: z.string(),
  words: z.string(),
  url: z.string().nullable(),
  motives: z.array(z.enum(MOTIVES)),
  unfit: z.array(z.enum(NEEDS)),
});

const wayOf = (row: OtherWayTable): StoredOtherWay => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  stopped: row.stopped === 1,
  ...details.parse(JSON.parse(row.details)),
  version: row.version,
});

const valuesOf = (way: OtherWay) => ({
  kind: way.kind,
  name: way.name,
  stopped: way.stopped ? (1 as const) : (0 as const),
  details: JSON.stringify(details.parse(way)),
});

/** A row ready to be inserted. */
export const otherWayRow = (territoryId: string, way: OtherWay, at: string): OtherWayTable => ({
  id: way.id,
  territory_id: territoryId,
  ...valuesOf(way),
  created_at: at,
  version: 1,
});

const french = new Intl.Collator('fr', { numeric: true });

/** The other ways of one territory in the database; inside a transaction, `db` is the transaction. */
export const createOtherWayStore = (db: Kysely<Database>, territoryId: string): OtherWayStore => ({
  async list() {
    const rows = await db.selectFrom('other_way').selectAll().where('territory_id', '=', territoryId).execute();
    return rows.map(wayOf).toSorted((a, b) => french.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  },
  async find(id) {
    const row = await db
      .selectFrom('other_way')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && wayOf(row);
  },
  async stamp() {
    const rows = await db
      .selectFrom('other_way')
      .select(['id', 'version'])
      .where('territory_id', '=', territoryId)
      .orderBy('id')
      .execute();
    return rows.map(({ id, version }) => `${id}:${version}`).join(' ');
  },
  async add(way, at) {
    await db
      .insertInto('other_way')
      .values(otherWayRow(territoryId, way, at))
      .execute();
  },
  async save(way) {
    const { numUpdatedRows } = await db
      .updateTable('other_way')
      .set({ ...valuesOf(way), version: way.version + 1 })
      .where('territory_id', '=', territoryId)
      .where('id', '=', way.id)
      .where('version', '=', way.version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n ? 'saved' : 'changed-meanwhile';
  },
  async remove(id) {
    await db.deleteFrom('other_way').where('territory_id', '=', territoryId).where('id', '=', id).execute();
  },
});
