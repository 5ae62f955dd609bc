import type { Kysely } from 'kysely';
import type { InstanceSettings } from '#src/instance-settings.ts';
import type { Database } from '#src/storage/schema/database.ts';

/** What the instance keeps by name; inside a transaction, `db` is the transaction. */
export const createInstanceSettings = (db: Kysely<Database>): InstanceSettings => ({
  async get(key) {
    const row = await db.selectFrom('instance_setting').select('value').where('key', '=', key).executeTakeFirst();
    return row?.value;
  },
  async set(key, value) {
    if (value === null) await db.deleteFrom('instance_setting').where('key', '=', key).execute();
    else
      await db
        .insertInto('instance_setting')
        .values({ key, value })
        .onConflict((same) => same.column('key').doUpdateSet({ value }))
        .execute();
  },
});
