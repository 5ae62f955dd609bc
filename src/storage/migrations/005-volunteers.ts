import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  `create table volunteer (
    person_id text primary key, territory_id text not null, home text not null,
    mornings integer not null check (mornings between 0 and 127),
    afternoons integer not null check (afternoons between 0 and 127), radius integer not null,
    takes text not null, most_a_month integer, absences text not null, paused_until text,
    created_at text not null, updated_at text not null, changed_at text not null, version integer not null,
    unique (territory_id, person_id), check (mornings + afternoons > 0),
    foreign key (territory_id, person_id) references driver(territory_id, person_id) on delete cascade)`,
  `alter table ride add column regime text not null default 'on-the-way' check (regime in ('on-the-way','on-purpose'))`,
  `alter table introduction add column regime text not null default 'on-the-way'
    check (regime in ('on-the-way','on-purpose'))`,
  `create table wish (
    way_id text primary key, territory_id text not null, request_id text not null,
    state text not null check (state in ('nothing','known','found','seen')), found text not null, found_at text,
    request_version integer not null, looked_at text not null, seen_by text,
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade,
    foreign key (territory_id, way_id) references way(territory_id, id) on delete cascade)`,
  `create index wish_by_request on wish (territory_id, request_id)`,
  `create table wish_look (
    territory_id text primary key references territory(id) on delete cascade, day text not null,
    trip_change bigint not null, volunteers_changed_at text not null, looked_at text not null)`,
];

/** Volunteers on call, why a ride is made, and the wishes looked at again. */
export const volunteers: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
