import type { Kysely } from 'kysely';
import type { Telling } from '#src/requests/telling.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database, TellingTable } from '#src/storage/schema.ts';

const tellingOf = (row: TellingTable): Telling => ({
  requestId: row.request_id,
  rideId: row.ride_id,
  party: row.party,
  about: row.about,
  state: row.state,
  how: row.how,
  messageId: row.message_id,
  memberId: row.member_id,
  at: row.at,
  createdAt: row.created_at,
});

/** Who knows what of the rides of one territory; inside a transaction, `db` is the transaction. */
export const createTellingStore = (db: Kysely<Database>, territoryId: string): TellingStore => {
  const rows = () =>
    db
      .selectFrom('telling')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .orderBy('created_at')
      .orderBy('ride_id')
      .orderBy('party');
  return {
    async ofRequests(requestIds) {
      const found = await inChunks(requestIds, async (ids) => rows().where('request_id', 'in', ids).execute());
      return found.map(tellingOf);
    },
    async listPending() {
      return (await rows().where('state', '<>', 'told').execute()).map(tellingOf);
    },
    async put(telling) {
      const changes = {
        state: telling.state,
        how: telling.how,
        message_id: telling.messageId,
        member_id: telling.memberId,
        at: telling.at,
      };
      await db
        .insertInto('telling')
        .values({
          territory_id: territoryId,
          request_id: telling.requestId,
          ride_id: telling.rideId,
          party: telling.party,
          about: telling.about,
          created_at: telling.createdAt,
          ...changes,
        })
        .onConflict((same) => same.columns(['territory_id', 'ride_id', 'party', 'about']).doUpdateSet(changes))
        .execute();
    },
    async remove({ rideId, party, about }) {
      await db
        .deleteFrom('telling')
        .where('territory_id', '=', territoryId)
        .where('ride_id', '=', rideId)
        .where('party', '=', party)
        .where('about', '=', about)
        .execute();
    },
  };
};
