import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';
import type { RecoveryCodeTable } from '#src/storage/schema/team.ts';
import type { RecoveryCode, RecoveryCodeStore } from '#src/team/recovery-code.ts';

const codeOf = (row: RecoveryCodeTable): RecoveryCode => ({
  number: row.number,
  codeHash: row.code_hash,
  madeAt: row.made_at,
  usedAt: row.used_at,
  usedFor: row.used_for,
  toldAt: row.told_at,
});

/** The recovery sheet of one territory in the database; inside a transaction, `db` is the transaction. */
export const createRecoveryCodeStore = (db: Kysely<Database>, territoryId: string): RecoveryCodeStore => {
  const ours = () => db.selectFrom('recovery_code').selectAll().where('territory_id', '=', territoryId);
  return {
    list: async () => (await ours().orderBy('number').execute()).map(codeOf),
    async findByHash(codeHash) {
      const row = await ours().where('code_hash', '=', codeHash).executeTakeFirst();
      return row && codeOf(row);
    },
    async replace(codeHashes, madeAt) {
      await db.deleteFrom('recovery_code').where('territory_id', '=', territoryId).execute();
      await db
        .insertInto('recovery_code')
        .values(
          codeHashes.map((hash, index) => ({
            territory_id: territoryId,
            number: index + 1,
            code_hash: hash,
            made_at: madeAt,
            used_at: null,
            used_for: null,
            told_at: null,
          })),
        )
        .execute();
    },
    async use(number, memberId, at) {
      await db
        .updateTable('recovery_code')
        .set({ code_hash: null, used_at: at, used_for: memberId })
        .where('territory_id', '=', territoryId)
        .where('number', '=', number)
        .execute();
    },
    async noteTold(at) {
      await db
        .updateTable('recovery_code')
        .set({ told_at: at })
        .where('territory_id', '=', territoryId)
        .where('used_at', 'is not', null)
        .where('told_at', 'is', null)
        .execute();
    },
  };
};
