import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const TABLES: readonly string[] = [
  `create table sheet_import (
    id text primary key, territory_id text not null references territory(id) on delete cascade, member_id text not null,
    file_name text not null, sheets text not null, sheet integer not null, choice text not null,
    state text not null check (state in ('columns','checking','lines','taking','done','undoing','undone')),
    added text not null, created_at text not null, moved_at text not null, done_at text, version integer not null,
    unique (territory_id, id))`,
  `create table sheet_import_line (
    territory_id text not null, import_id text not null, sheet integer not null, line integer not null,
    cells text not null, left_out integer not null check (left_out in (0,1)),
    outcome text check (outcome in ('new','doubt','known','refused','taken')), said text not null,
    primary key (territory_id, import_id, sheet, line),
    foreign key (territory_id, import_id) references sheet_import(territory_id, id) on delete cascade)`,
  `create index sheet_import_line_by_outcome on sheet_import_line (territory_id, import_id, sheet, left_out, outcome)`,
  `create table sheet_import_thing (
    territory_id text not null, import_id text not null,
    kind text not null check (kind in ('person','driver','trip','request','place')), subject_id text not null,
    unit_kind text not null check (unit_kind in ('person','place')), unit_id text not null, at text not null, kept text,
    primary key (territory_id, import_id, kind, subject_id),
    foreign key (territory_id, import_id) references sheet_import(territory_id, id) on delete cascade)`,
  `create index sheet_import_thing_by_unit on sheet_import_thing (territory_id, import_id, unit_id)`,
];

/** Spreadsheets taken over on a page: their lines until they are in, what they brought while it can be undone. */
export const sheetImports: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
