import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where each network says how its vehicles run at the moment. */
export const live: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`alter table timetable_feed add column live text not null default '[]'`).execute(db);
  },
};
