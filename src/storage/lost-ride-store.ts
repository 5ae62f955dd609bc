import type { Kysely } from 'kysely';
import type { LostRideStore } from '#src/requests/lost-ride-store.ts';
import type { Database } from '#src/storage/schema/database.ts';

/** The lost rides of one territory; inside a transaction, `db` is the transaction. */
export const createLostRideStore = (db: Kysely<Database>, territoryId: string): LostRideStore => ({
  async listPending(since) {
    const rows = await db
      .selectFrom('lost_ride')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where((is) => is.or([is('date', '>=', since), is('date', 'is', null)]))
      .orderBy('at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      requestId: row.request_id,
      wayId: row.way_id,
      slot: row.slot,
      date: row.date,
      state: row.state,
      memberId: row.member_id,
      at: row.at,
    }));
  },
  async put(lost) {
    const changes = { state: lost.state, member_id: lost.memberId, at: lost.at };
    await db
      .insertInto('lost_ride')
      .values({
        id: lost.id,
        territory_id: territoryId,
        request_id: lost.requestId,
        way_id: lost.wayId,
        slot: lost.slot,
        date: lost.date,
        ...changes,
      })
      .onConflict((same) => same.column('id').doUpdateSet(changes))
      .execute();
  },
  async remove(id) {
    const { numDeletedRows } = await db
      .deleteFrom('lost_ride')
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  },
});
