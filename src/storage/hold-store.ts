import type { Kysely } from 'kysely';
import type { DriverHold, HoldStore } from '#src/introductions/hold-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { DriverHoldTable } from '#src/storage/schema/introductions.ts';

const holdOf = (row: DriverHoldTable): DriverHold => ({
  driverId: row.driver_id,
  memberId: row.member_id,
  requestId: row.request_id,
  until: row.until,
});

/** Who has which driver on the phone, in one territory; inside a transaction, `db` is the transaction. */
export const createHoldStore = (db: Kysely<Database>, territoryId: string): HoldStore => {
  const live = (at: string) =>
    db.selectFrom('driver_hold').selectAll().where('territory_id', '=', territoryId).where('until', '>', at);
  return {
    async find(driverId, at) {
      const row = await live(at).where('driver_id', '=', driverId).executeTakeFirst();
      return row && holdOf(row);
    },
    async findMany(driverIds, at) {
      return (await inChunks(driverIds, async (ids) => live(at).where('driver_id', 'in', ids).execute())).map(holdOf);
    },
    async put({ driverId, memberId, requestId, until }) {
      const changes = { member_id: memberId, request_id: requestId, until };
      await db
        .insertInto('driver_hold')
        .values({ territory_id: territoryId, driver_id: driverId, ...changes })
        .onConflict((same) => same.columns(['territory_id', 'driver_id']).doUpdateSet(changes))
        .execute();
    },
    async release(driverId) {
      await db
        .deleteFrom('driver_hold')
        .where('territory_id', '=', territoryId)
        .where('driver_id', '=', driverId)
        .execute();
    },
    async eraseBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('driver_hold')
        .where('territory_id', '=', territoryId)
        .where('until', '<=', at)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
