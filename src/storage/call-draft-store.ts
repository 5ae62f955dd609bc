import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { CallDraft, TypedCall } from '#src/requests/call-draft.ts';
import type { CallDraftStore } from '#src/requests/call-draft-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { CallDraftTable } from '#src/storage/schema/desk.ts';

const typedCall: z.ZodType<TypedCall> = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const draftOf = (row: CallDraftTable): CallDraft => ({
  id: row.id,
  memberId: row.member_id,
  personId: row.person_id,
  typed: typedCall.parse(JSON.parse(row.body ?? '{}')),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The calls being noted in one territory; inside a transaction, `db` is the transaction. */
export const createCallDraftStore = (db: Kysely<Database>, territoryId: string): CallDraftStore => {
  const underWay = (memberId: string) =>
    db
      .selectFrom('call_draft')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('member_id', '=', memberId)
      .where('body', 'is not', null);

  const write = (
    { memberId, id }: Pick<CallDraft, 'memberId' | 'id'>,
    row: Pick<CallDraftTable, 'person_id' | 'body' | 'updated_at'>,
  ) =>
    db
      .insertInto('call_draft')
      .values({ territory_id: territoryId, member_id: memberId, id, ...row, created_at: row.updated_at })
      .onConflict((same) =>
        same.columns(['territory_id', 'member_id', 'id']).doUpdateSet(row).where('call_draft.body', 'is not', null),
      )
      .executeTakeFirst();

  return {
    async find(memberId, id) {
      const row = await underWay(memberId).where('id', '=', id).executeTakeFirst();
      return row && draftOf(row);
    },
    async listOf(memberId) {
      const rows = await underWay(memberId).orderBy('created_at').orderBy('id').execute();
      return rows.map(draftOf);
    },
    async save({ typed, personId, updatedAt, ...whose }) {
      const body = JSON.stringify(typedCall.parse(typed));
      const { numInsertedOrUpdatedRows } = await write(whose, { person_id: personId, body, updated_at: updatedAt });
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async end(memberId, id, at) {
      await write({ memberId, id }, { person_id: null, body: null, updated_at: at });
    },
    async eraseBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('call_draft')
        .where('territory_id', '=', territoryId)
        .where('updated_at', '<', at)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
