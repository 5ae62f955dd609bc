import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How far a territory is opened, and what opens it; those that were here before this are open. */
export const opening: Migration = {
  async up(db) {
    await sql`alter table territory add column opening_stage text not null default 'open'
      check (opening_stage in ('unpublished','drivers-first','open'))`.execute(db);
    await sql`alter table territory add column opens_on text`.execute(db);
    await sql`alter table territory add column opens_at_lines integer`.execute(db);
    await sql`alter table territory add column awaits_host integer not null default 0`.execute(db);
  },
};
