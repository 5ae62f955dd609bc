import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Territories being set up: what was answered so far, until they open or are abandoned. */
export const setup: Migration = {
  async up(db) {
    await sql`create table setup_draft (
      id text not null primary key, kind text not null check (kind in ('own','space')), token_hash text not null unique,
      answers text not null, created_at text not null, touched_at text not null)`.execute(db);
  },
};
