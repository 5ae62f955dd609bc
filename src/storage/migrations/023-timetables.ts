import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const TABLES: readonly string[] = [
  `create table timetable_feed (
    id text primary key, territory_id text not null references territory(id) on delete cascade,
    name text not null, address text, sealed_login text, etag text, last_modified text, checked_at text,
    file text, source text, first_date text, last_date text, built_at text, report text,
    import_id text, import_state text check (import_state in ('running','done','failed','cancelled')),
    import_step text check (import_step in ('waiting','downloading','reading','saving')),
    import_percent integer check (import_percent between 0 and 100), import_label text, asked_by text,
    started_at text, seen_at text, problem text, created_at text not null,
    unique (territory_id, id),
    check ((file is null) = (source is null)), check ((file is null) = (first_date is null)),
    check ((file is null) = (last_date is null)), check ((file is null) = (built_at is null)),
    check ((file is null) = (report is null)), check ((import_id is null) = (import_state is null)))`,
];

/** The timetables each territory uses, and where their imports are at. */
export const timetables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
