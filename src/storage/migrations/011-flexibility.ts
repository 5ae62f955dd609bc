import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Minutes earlier or later that a driver would leave. */
export const flexibility: Migration = {
  async up(db) {
    await sql`alter table trip add column flexibility integer not null default 0`.execute(db);
  },
};
