import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  `create table other_way (
    id text not null primary key, territory_id text not null references territory(id) on delete cascade,
    kind text not null check (kind in ('on-demand','taxi','minibus','shop','hitch-hiking','other')),
    name text not null, stopped integer not null default 0, details text not null,
    created_at text not null, version integer not null)`,
  `create index other_way_by_territory on other_way (territory_id)`,
];

/** The other ways to go that a territory knows: transport on demand, taxis, shops on wheels. */
export const otherWays: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
