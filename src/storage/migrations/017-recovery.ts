import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The codes of the recovery sheet, by their place on it: hashes, and none once a code was used. */
export const recovery: Migration = {
  async up(db) {
    await sql`create table recovery_code (
      territory_id text not null references territory(id) on delete cascade, number integer not null,
      code_hash text, made_at text not null, used_at text, used_for text, told_at text,
      primary key (territory_id, number))`.execute(db);
    await sql`create index recovery_code_hash on recovery_code (territory_id, code_hash)`.execute(db);
  },
};
