import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';
import type { PresenceStore } from '#src/team/presence-store.ts';

/** Presence in the database; inside a transaction, `db` is the transaction. */
export const createPresenceStore = (db: Kysely<Database>, territoryId: string): PresenceStore => ({
  async see(requestId, memberId, at) {
    const request = await db
      .selectFrom('request')
      .select('id')
      .where('territory_id', '=', territoryId)
      .where('id', '=', requestId)
      .executeTakeFirst();
    if (!request) return;
    await db
      .insertInto('presence')
      .values({ territory_id: territoryId, request_id: requestId, member_id: memberId, seen_at: at })
      .onConflict((same) => same.columns(['request_id', 'member_id']).doUpdateSet({ seen_at: at }))
      .execute();
  },
  async others(requestId, memberId, since) {
    const rows = await db
      .selectFrom('presence')
      .select('member_id')
      .where('territory_id', '=', territoryId)
      .where('request_id', '=', requestId)
      .where('member_id', '<>', memberId)
      .where('seen_at', '>=', since)
      .orderBy('seen_at')
      .execute();
    return rows.map((row) => row.member_id);
  },
  async eraseBefore(at) {
    const { numDeletedRows } = await db
      .deleteFrom('presence')
      .where('territory_id', '=', territoryId)
      .where('seen_at', '<', at)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});
