import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Trial } from '#src/figures/trial.ts';
import type { TrialStore } from '#src/figures/trial-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { TrialTable } from '#src/storage/schema/territory.ts';

const pair = z.object({ before: z.number().int().min(0), after: z.number().int().min(0) });
const followed = z.object({ drivers: pair, requests: pair });
const codes = z.array(z.string());

const trialOf = (row: TrialTable): Trial => ({
  id: row.id,
  day: row.day,
  kind: row.kind,
  what: row.what,
  cost: row.cost,
  communeCodes: row.commune_codes === null ? null : codes.parse(JSON.parse(row.commune_codes)),
  published: row.published === 1,
  followed: row.followed === null ? null : followed.parse(JSON.parse(row.followed)),
});

/** What the territory tried, in the database; inside a transaction, `db` is the transaction. */
export const createTrialStore = (db: Kysely<Database>, territoryId: string): TrialStore => {
  const set = async (id: string, values: Partial<Pick<TrialTable, 'published' | 'followed'>>): Promise<void> => {
    await db.updateTable('trial').set(values).where('territory_id', '=', territoryId).where('id', '=', id).execute();
  };
  return {
    async list() {
      const rows = await db
        .selectFrom('trial')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .orderBy('day', 'desc')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(trialOf);
    },
    async add(trial, at) {
      await db
        .insertInto('trial')
        .values({
          id: trial.id,
          territory_id: territoryId,
          day: trial.day,
          kind: trial.kind,
          what: trial.what,
          cost: trial.cost,
          commune_codes: trial.communeCodes === null ? null : JSON.stringify(trial.communeCodes),
          published: trial.published ? 1 : 0,
          followed: trial.followed === null ? null : JSON.stringify(trial.followed),
          created_at: at,
        })
        .execute();
    },
    async remove(id) {
      await db.deleteFrom('trial').where('territory_id', '=', territoryId).where('id', '=', id).execute();
    },
    publish: (id, published) => set(id, { published: published ? 1 : 0 }),
    keepFollowed: (id, counts) => set(id, { followed: JSON.stringify(counts) }),
    async countNew(communeCodes, from, until) {
      const count = sql<number>`count(*)`.as('count');
      let drivers = db
        .selectFrom('driver')
        .select(count)
        .where('territory_id', '=', territoryId)
        .where('created_at', '>=', from)
        .where('created_at', '<', until);
      let requests = db
        .selectFrom('request')
        .select(count)
        .where('territory_id', '=', territoryId)
        .where('created_at', '>=', from)
        .where('created_at', '<', until);
      if (communeCodes !== null) {
        drivers = drivers.where('person_id', 'in', (trip) =>
          trip
            .selectFrom('trip')
            .select('driver_id')
            .where('territory_id', '=', territoryId)
            .where('start_commune', 'in', [...communeCodes]),
        );
        requests = requests.where('id', 'in', (way) =>
          way
            .selectFrom('way')
            .select('request_id')
            .where('territory_id', '=', territoryId)
            .where('from_commune', 'in', [...communeCodes]),
        );
      }
      const [one, other] = [await drivers.executeTakeFirstOrThrow(), await requests.executeTakeFirstOrThrow()];
      return { drivers: one.count, requests: other.count };
    },
  };
};
