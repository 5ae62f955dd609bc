import type { Kysely } from 'kysely';
import type { RestStore } from '#src/introductions/rest-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';

/** Whom not to ask, in one territory; inside a transaction, `db` is the transaction. */
export const createRestStore = (db: Kysely<Database>, territoryId: string): RestStore => ({
  async findMany(personIds) {
    const rows = await inChunks(personIds, async (ids) =>
      db
        .selectFrom('asking_rest')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('person_id', 'in', ids)
        .execute(),
    );
    return rows.map((row) => ({ personId: row.person_id, until: row.until, at: row.at }));
  },
  async put({ personId, until, at }) {
    const changes = { until, for_good: until === null ? (1 as const) : (0 as const), at };
    await db
      .insertInto('asking_rest')
      .values({ territory_id: territoryId, person_id: personId, ...changes })
      .onConflict((same) => same.columns(['territory_id', 'person_id']).doUpdateSet(changes))
      .execute();
  },
  async remove(personId) {
    await db
      .deleteFrom('asking_rest')
      .where('territory_id', '=', territoryId)
      .where('person_id', '=', personId)
      .execute();
  },
  async eraseBefore(day) {
    const { numDeletedRows } = await db
      .deleteFrom('asking_rest')
      .where('territory_id', '=', territoryId)
      .where('until', '<', day)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});
