import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#src/storage/schema/database.ts';
import type { SetupDraftTable } from '#src/storage/schema/territory.ts';
import { STAGES } from '#src/territory/opening.ts';
import { NO_ANSWERS, type SetupAnswers, type SetupDraft } from '#src/setup/setup-draft.ts';
import type { SetupDraftStore } from '#src/setup/setup-draft-store.ts';

const plan = z.union([
  z.object({ kind: z.literal('date'), date: z.string() }),
  z.object({ kind: z.literal('lines'), floor: z.number().int() }),
  z.object({ kind: z.literal('by-hand') }),
]);

const member = z.object({ name: z.string(), login: z.string(), passwordHash: z.string() });

// A question that came after the draft was begun is not answered yet.
const answers: z.ZodType<SetupAnswers> = z.object({
  name: z.string().nullable().default(null),
  slug: z.string().nullable().default(null),
  parts: z.array(z.object({ kind: z.enum(['department', 'epci', 'commune']), code: z.string() })).default([]),
  border: z.array(z.string()).nullable().default(null),
  phone: z.string().nullable().default(null),
  phoneHours: z.string().nullable().default(null),
  controller: z.string().nullable().default(null),
  first: member.nullable().default(null),
  second: z
    .union([member, z.literal('later')])
    .nullable()
    .default(null),
  opening: z
    .object({ stage: z.enum(STAGES), plan })
    .nullable()
    .default(null),
});

const draftOf = (row: SetupDraftTable): SetupDraft => ({
  id: row.id,
  kind: row.kind,
  tokenHash: row.token_hash,
  answers: answers.parse(JSON.parse(row.answers)),
  createdAt: row.created_at,
  touchedAt: row.touched_at,
});

/** The territories being set up, in the database; inside a transaction, `db` is the transaction. */
export const createSetupDraftStore = (db: Kysely<Database>): SetupDraftStore => {
  const drafts = () => db.selectFrom('setup_draft').selectAll();
  const read = (row: SetupDraftTable | undefined): SetupDraft | undefined => row && draftOf(row);
  return {
    find: async (id) => read(await drafts().where('id', '=', id).executeTakeFirst()),
    findOwn: async () => read(await drafts().where('kind', '=', 'own').orderBy('created_at').executeTakeFirst()),
    findByTokenHash: async (tokenHash) => read(await drafts().where('token_hash', '=', tokenHash).executeTakeFirst()),
    async add(draft) {
      await db
        .insertInto('setup_draft')
        .values({
          id: draft.id,
          kind: draft.kind,
          token_hash: draft.tokenHash,
          answers: JSON.stringify(draft.answers),
          created_at: draft.createdAt,
          touched_at: draft.touchedAt,
        })
        .execute();
    },
    async answer(id, given, at) {
      await db
        .updateTable('setup_draft')
        .set({ answers: JSON.stringify(given), touched_at: at })
        .where('id', '=', id)
        .execute();
    },
    async changeToken(id, tokenHash) {
      await db.updateTable('setup_draft').set({ token_hash: tokenHash }).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('setup_draft').where('id', '=', id).execute();
    },
    async forgetBefore(at) {
      const spaces = await db
        .deleteFrom('setup_draft')
        .where('kind', '=', 'space')
        .where('touched_at', '<', at)
        .executeTakeFirstOrThrow();
      const own = await db
        .updateTable('setup_draft')
        .set({ answers: JSON.stringify(NO_ANSWERS) })
        .where('kind', '=', 'own')
        .where('touched_at', '<', at)
        .where('answers', '<>', JSON.stringify(NO_ANSWERS))
        .executeTakeFirstOrThrow();
      return Number(spaces.numDeletedRows) + Number(own.numUpdatedRows);
    },
  };
};
