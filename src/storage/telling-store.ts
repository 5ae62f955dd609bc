import type { Kysely } from 'kysely';
import { z } from 'zod';
import { CHANGED_PARTS, type Telling } from '#src/requests/telling.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import type { MessageState } from '#src/outbox/outbox-message.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { TellingTable } from '#src/storage/schema/requests.ts';

type Row = TellingTable & { readonly message_state: MessageState | null };

const changed = z.array(z.enum(CHANGED_PARTS));

/** A message that arrived told them; one that did not leave told nobody. One that may have left is not known to have failed. */
const stateOf = ({ state, message_state: message }: Row): Telling['state'] => {
  if (state !== 'sent' || message === null) return state;
  if (message === 'delivered' || message === 'told') return 'told';
  return message === 'failed' || message === 'withdrawn' ? 'to-tell' : 'sent';
};

const tellingOf = (row: Row): Telling => ({
  requestId: row.request_id,
  rideId: row.ride_id,
  party: row.party,
  about: row.about,
  changed: row.changed === null ? [] : changed.parse(JSON.parse(row.changed)),
  state: stateOf(row),
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
      .leftJoin('outbox_message', (join) =>
        join
          .onRef('outbox_message.territory_id', '=', 'telling.territory_id')
          .onRef('outbox_message.id', '=', 'telling.message_id'),
      )
      .selectAll('telling')
      .select('outbox_message.state as message_state')
      .where('telling.territory_id', '=', territoryId)
      .orderBy('telling.created_at')
      .orderBy('telling.ride_id')
      .orderBy('telling.party');
  return {
    async ofRequests(requestIds) {
      const found = await inChunks(requestIds, async (ids) => rows().where('telling.request_id', 'in', ids).execute());
      return found.map(tellingOf);
    },
    async listPending(since) {
      const found = await rows()
        .innerJoin('ride', (join) =>
          join.onRef('ride.territory_id', '=', 'telling.territory_id').onRef('ride.id', '=', 'telling.ride_id'),
        )
        .where('telling.state', '<>', 'told')
        .where((is) => is.or([is('ride.date', '>=', since), is('ride.date', 'is', null)]))
        .execute();
      return found.map(tellingOf).filter(({ state }) => state !== 'told');
    },
    async put(telling) {
      const changes = {
        state: telling.state,
        how: telling.how,
        message_id: telling.messageId,
        member_id: telling.memberId,
        at: telling.at,
        changed: telling.changed.length === 0 ? null : JSON.stringify(telling.changed),
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
