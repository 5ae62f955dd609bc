import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which roads each territory uses, and how its last import of roads went; both in JSON, read whole. */
export const roads: Migration = {
  async up(db) {
    await sql`create table territory_roads (
      territory_id text primary key references territory(id) on delete cascade,
      in_use text, last_import text)`.execute(db);
  },
};
