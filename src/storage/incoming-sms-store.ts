import type { Kysely } from 'kysely';
import type { IncomingSms, IncomingSmsStore } from '#src/outbox/incoming-sms.ts';
import { isForgottenSms } from '#src/storage/forgotten-sms.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { IncomingSmsTable } from '#src/storage/schema/messages.ts';

const smsOf = (row: IncomingSmsTable): IncomingSms => ({
  id: row.id,
  territoryId: row.territory_id,
  providerId: row.provider_id,
  from: row.sender,
  text: row.body_text,
  receivedAt: row.received_at,
  keptAt: row.kept_at,
  state: row.state,
});

/** The SMS received by one territory, in the database; inside a transaction, `db` is the transaction. */
export const createIncomingSmsStore = (db: Kysely<Database>, territoryId: string): IncomingSmsStore => ({
  async add(sms) {
    if (sms.territoryId !== territoryId) throw new Error(`SMS ${sms.id} belongs to another territory`);
    if (await isForgottenSms(db, territoryId, sms.providerId)) return 'already';
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('incoming_sms')
      .values({
        id: sms.id,
        territory_id: territoryId,
        provider_id: sms.providerId,
        sender: sms.from,
        body_text: sms.text,
        received_at: sms.receivedAt,
        kept_at: sms.keptAt,
        state: sms.state,
      })
      .onConflict((same) => same.columns(['territory_id', 'provider_id']).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n ? 'added' : 'already';
  },
  async find(id) {
    const row = await db
      .selectFrom('incoming_sms')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && smsOf(row);
  },
  async list(states, limit) {
    if (states.length === 0) return [];
    const rows = await db
      .selectFrom('incoming_sms')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('state', 'in', states)
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(smsOf);
  },
  async count(states) {
    if (states.length === 0) return 0;
    const { number } = await db
      .selectFrom('incoming_sms')
      .select((is) => is.fn.countAll<number | string>().as('number'))
      .where('territory_id', '=', territoryId)
      .where('state', 'in', states)
      .executeTakeFirstOrThrow();
    return Number(number);
  },
  async move(id, from, to) {
    if (from.length === 0) return false;
    const { numUpdatedRows } = await db
      .updateTable('incoming_sms')
      .set({ state: to })
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },
  async eraseBefore(at) {
    const { numDeletedRows } = await db
      .deleteFrom('incoming_sms')
      .where('territory_id', '=', territoryId)
      .where('kept_at', '<', at)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
  async dropForgottenBefore(at) {
    const { numDeletedRows } = await db
      .deleteFrom('forgotten_sms')
      .where('territory_id', '=', territoryId)
      .where('at', '<', at)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});
