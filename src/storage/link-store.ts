import type { Kysely } from 'kysely';
import { CODE_TRIES, type Link, type LinkStore } from '#src/people/link-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { LinkTable } from '#src/storage/schema/team.ts';

const linkOf = (row: LinkTable): Link => ({
  tokenHash: row.token_hash,
  codeHash: row.code_hash,
  codeExpiresAt: row.code_expires_at,
  codeTries: row.code_tries,
  purpose: row.purpose,
  subjectId: row.subject_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  ...(row.device === null ? {} : { device: row.device }),
});

/** The personal links of one territory in the database; inside a transaction, `db` is the transaction. */
export const createLinkStore = (db: Kysely<Database>, territoryId: string): LinkStore => {
  const rows = () => db.selectFrom('link').selectAll().where('territory_id', '=', territoryId);
  const changing = (tokenHash: string) =>
    db.updateTable('link').where('territory_id', '=', territoryId).where('token_hash', '=', tokenHash);

  return {
    async add(link) {
      await db
        .insertInto('link')
        .values({
          token_hash: link.tokenHash,
          territory_id: territoryId,
          code_hash: link.codeHash,
          code_expires_at: link.codeExpiresAt,
          code_tries: link.codeTries,
          purpose: link.purpose,
          subject_id: link.subjectId,
          created_at: link.createdAt,
          expires_at: link.expiresAt,
          revoked_at: link.revokedAt,
          device: link.device ?? null,
        })
        .execute();
    },
    async findByToken(tokenHash) {
      const row = await rows().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row && linkOf(row);
    },
    async withLiveCode(purpose, subjectIds, at) {
      const found = await inChunks(subjectIds, async (some) =>
        rows()
          .where('purpose', '=', purpose)
          .where('subject_id', 'in', some)
          .where('code_hash', 'is not', null)
          .where('code_expires_at', '>', at)
          .where('code_tries', '<', CODE_TRIES)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', at)
          .execute(),
      );
      return found.map(linkOf);
    },
    async live(purpose, subjectId, at) {
      const found = await rows()
        .where('purpose', '=', purpose)
        .where('subject_id', '=', subjectId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', at)
        .orderBy('created_at', 'desc')
        .execute();
      return found.map(linkOf);
    },
    async countTry(tokenHash) {
      await changing(tokenHash)
        .set((is) => ({ code_tries: is('code_tries', '+', 1) }))
        .execute();
    },
    async dropCode(tokenHash) {
      await changing(tokenHash).set({ code_hash: null, code_expires_at: null }).execute();
    },
    async extend(tokenHash, expiresAt) {
      await changing(tokenHash).set({ expires_at: expiresAt }).where('revoked_at', 'is', null).execute();
    },
    async revokeAll(purpose, subjectId, at) {
      await db
        .updateTable('link')
        .set({ revoked_at: at, code_hash: null, code_expires_at: null })
        .where('territory_id', '=', territoryId)
        .where('purpose', '=', purpose)
        .where('subject_id', '=', subjectId)
        .where('revoked_at', 'is', null)
        .execute();
    },
  };
};
