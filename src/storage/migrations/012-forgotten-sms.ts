import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** SMS that were erased with their sender, while a gateway may still give them again: a hash, nothing to read. */
export const forgottenSms: Migration = {
  async up(db) {
    await sql`create table forgotten_sms (
      territory_id text not null references territory(id) on delete cascade, id_hash text not null, at text not null,
      primary key (territory_id, id_hash))`.execute(db);
  },
};
