import { type Kysely, sql } from 'kysely';
import type { DeskMarkStore } from '#src/requests/desk-mark-store.ts';
import type { Database } from '#src/storage/schema/database.ts';

/** What changes with each write of a row of these tables: rows come, go, and are written again. */
const PARTS = {
  territory: 'sum(version)',
  request: 'count(*), sum(version)',
  introduction: 'count(*), sum(version)',
  person: 'count(*), sum(version)',
  driver: 'count(*), count(welcomed_on)',
  trip_change: 'max(sequence)',
  telling: 'count(*), max(at), sum(length(state))',
  lost_ride: 'count(*), max(at), sum(length(state))',
  wish: "count(case when state = 'found' then 1 end), max(found_at)",
  outbox_message: 'count(*), sum(version)',
  incoming_sms: 'count(*), sum(length(state))',
  closure: 'count(*), max(created_at)',
  closure_ride: 'count(*), max(decided_at)',
} as const satisfies Partial<Record<keyof Database, string>>;

const columnsOf = (parts: string): string =>
  parts
    .split(/, (?=count|sum|max)/u)
    .map((part) => `coalesce(cast(${part} as text), '')`)
    .join(" || ' ' || ");

/** The mark of one territory; inside a transaction, `db` is the transaction. */
export const createDeskMarkStore = (db: Kysely<Database>, territoryId: string): DeskMarkStore => ({
  async read() {
    const reads = Object.entries(PARTS).map(
      ([table, parts]) =>
        sql`select ${sql.lit(table)} as part, ${sql.raw(columnsOf(parts))} as mark from ${sql.table(table)}
          where ${sql.ref(table === 'territory' ? 'id' : 'territory_id')} = ${territoryId}`,
    );
    const { rows } = await sql<{ mark: string }>`${sql.join(reads, sql` union all `)} order by part`.execute(db);
    return rows.map(({ mark }) => mark).join('/');
  },
});
