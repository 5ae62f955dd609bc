import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What changed in an agreed ride, until its people know it: which of its parts, never their words. */
export const tellingChanges: Migration = {
  async up(db) {
    await sql`alter table telling add column changed text`.execute(db);
  },
};
