import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  `create table space_request (
    id text not null primary key, draft_id text, for_territory text references territory(id) on delete cascade,
    name text not null, area text not null, asker text not null, phone text not null, email text,
    controller text not null, state text not null check (state in ('waiting','accepted','refused')),
    word text not null default '', asked_at text not null, answered_at text)`,
  `create index space_request_by_territory on space_request (for_territory)`,
  `create table trial (
    id text not null primary key, territory_id text not null references territory(id) on delete cascade,
    day text not null, kind text not null check (kind in ('poster','flyer','article','radio','meeting','other')),
    what text not null, cost integer, commune_codes text, published integer not null default 0,
    followed text, created_at text not null)`,
  `create index trial_by_day on trial (territory_id, day)`,
];

/** Spaces asked for on a shared host; what a territory tried to be known. */
export const spacesAndTrials: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
