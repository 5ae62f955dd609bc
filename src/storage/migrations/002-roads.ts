import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The road map each territory uses, and where its import is at. */
export const roads: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `create table territory_roads (
          territory_id text primary key references territory(id) on delete cascade,
          file text, source text, data_from text, built_at text,
          import_id text, import_state text check (import_state in ('running','done','failed','cancelled')),
          import_step text check (import_step in ('waiting','downloading','reading','computing','saving')),
          import_percent integer check (import_percent between 0 and 100), import_source text, asked_by text,
          started_at text, seen_at text, problem text,
          check ((file is null) = (source is null)), check ((file is null) = (built_at is null)),
          check ((import_id is null) = (import_state is null)))`,
      )
      .execute(db);
  },
};
