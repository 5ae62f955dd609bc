import { type Kysely, sql } from 'kysely';
import type { Row } from '#src/moving/moved-rows.ts';
import { MOVED_TABLES } from '#src/storage/moved-tables.ts';
import type { Database } from '#src/storage/schema/database.ts';

/** Rows read at once: some hundred kilobytes. */
const AT_ONCE = 1000;

/** All tables of a territory, in an order in which their rows can be added elsewhere. */
export const TERRITORY_TABLES: readonly string[] = ['territory', 'member', ...MOVED_TABLES.map(({ name }) => name)];

/**
 * All that one of these tables keeps of a territory, some rows at a time, always in the same order. Without what opens a
 * session: no password, no sign-in link.
 * @param db at one instant: see `Engine.snapshot`
 */
export async function* territoryRows(
  db: Kysely<Database>,
  territoryId: string,
  table: string,
): AsyncGenerator<readonly Row[]> {
  if (table === 'territory') yield await territoryItself(db, territoryId);
  else if (table === 'member') yield await itsMembers(db, territoryId);
  else yield* itsRows(db, territoryId, table);
}

const territoryItself = async (db: Kysely<Database>, id: string): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`select * from territory where id = ${id}`.execute(db);
  // Whoever takes it in accepts it by that; an older version has no such column.
  return rows.map((row) => ('awaits_host' in row ? { ...row, awaits_host: 0 } : row));
};

const itsMembers = async (db: Kysely<Database>, territoryId: string): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`select member.* from member
    join membership on membership.member_id = member.id
    where membership.territory_id = ${territoryId} order by member.id`.execute(db);
  return rows.map((row) => ({ ...row, password_hash: null, host: 0 }));
};

async function* itsRows(db: Kysely<Database>, territoryId: string, table: string): AsyncGenerator<readonly Row[]> {
  const moved = MOVED_TABLES.find(({ name }) => name === table);
  if (!moved) throw new Error(`${table} does not move with its territory`);
  const order = sql.join(moved.by.map((column) => sql.ref(column)));
  const chosen = table === 'link' ? sql`and purpose <> 'sign-in'` : sql``;
  for (let offset = 0; ; offset += AT_ONCE) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)} where territory_id = ${territoryId} ${chosen}
      order by ${order} limit ${AT_ONCE} offset ${offset}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
  }
}
