import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';
import type { SpaceRequestTable } from '#src/storage/schema/territory.ts';
import type { SpaceRequest, SpaceRequestStore } from '#src/setup/space-request.ts';

const requestOf = (row: SpaceRequestTable): SpaceRequest => ({
  id: row.id,
  draftId: row.draft_id,
  territoryId: row.for_territory,
  name: row.name,
  area: row.area,
  asker: row.asker,
  phone: row.phone,
  email: row.email,
  controller: row.controller,
  state: row.state,
  word: row.word,
  askedAt: row.asked_at,
  answeredAt: row.answered_at,
});

const rowOf = (request: SpaceRequest): SpaceRequestTable => ({
  id: request.id,
  draft_id: request.draftId,
  for_territory: request.territoryId,
  name: request.name,
  area: request.area,
  asker: request.asker,
  phone: request.phone,
  email: request.email,
  controller: request.controller,
  state: request.state,
  word: request.word,
  asked_at: request.askedAt,
  answered_at: request.answeredAt,
});

/** Spaces asked for, in the database; inside a transaction, `db` is the transaction. */
export const createSpaceRequestStore = (db: Kysely<Database>): SpaceRequestStore => {
  const requests = () => db.selectFrom('space_request').selectAll();
  const read = (row: SpaceRequestTable | undefined): SpaceRequest | undefined => row && requestOf(row);
  return {
    async list() {
      const all = (await requests().orderBy('asked_at').orderBy('id').execute()).map(requestOf);
      return [...all.filter(({ state }) => state === 'waiting'), ...all.filter(({ state }) => state !== 'waiting')];
    },
    find: async (id) => read(await requests().where('id', '=', id).executeTakeFirst()),
    findByDraft: async (draftId) => read(await requests().where('draft_id', '=', draftId).executeTakeFirst()),
    findByTerritory: async (id) => read(await requests().where('for_territory', '=', id).executeTakeFirst()),
    async countWaiting() {
      const { count } = await db
        .selectFrom('space_request')
        .select((select) => select.fn.countAll().as('count'))
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async add(request) {
      await db.insertInto('space_request').values(rowOf(request)).execute();
    },
    async save(request) {
      const { id, ...columns } = rowOf(request);
      await db.updateTable('space_request').set(columns).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('space_request').where('id', '=', id).execute();
    },
  };
};
