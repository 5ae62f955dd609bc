import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

// The communes of a way and the start of a trip stand in columns: what a referent sees is decided by the database.
const CHANGES = (communeOf: {
  readonly stop: (column: string) => string;
  readonly first: string;
}): readonly string[] => [
  `create table closure (
    id text primary key, territory_id text not null references territory(id) on delete cascade,
    first_day text not null, last_day text not null, reason text not null, created_at text not null, member_id text,
    unique (territory_id, id), check (first_day <= last_day))`,
  `create index closure_by_day on closure (territory_id, last_day)`,
  `create table closure_ride (
    ride_id text primary key, territory_id text not null, decided_at text not null, member_id text,
    foreign key (territory_id, ride_id) references ride(territory_id, id) on delete cascade)`,
  `create table presence (
    territory_id text not null, request_id text not null,
    member_id text not null references member(id) on delete cascade, seen_at text not null,
    primary key (request_id, member_id),
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade)`,
  `create index presence_by_time on presence (territory_id, seen_at)`,
  `alter table session add column device text`,
  `alter table link add column device text`,
  `alter table member add column last_signed_in_at text`,
  `alter table way add column from_commune text not null default ''`,
  `alter table way add column to_commune text not null default ''`,
  `update way set from_commune = ${communeOf.stop('from_stop')}, to_commune = ${communeOf.stop('to_stop')}`,
  `create index way_by_start on way (territory_id, from_commune)`,
  `create index way_by_end on way (territory_id, to_commune)`,
  `alter table trip add column start_commune text not null default ''`,
  `update trip set start_commune = ${communeOf.first}`,
  `create index trip_by_start on trip (territory_id, start_commune)`,
];

/** Closures, who is on which request, named tablets, and what a referent of some communes sees. */
export const team: Migration = {
  async up(db: Kysely<unknown>) {
    const statements =
      db.getExecutor().adapter.supportsTransactionalDdl === true
        ? CHANGES({ stop: (column) => `${column}::json->>'communeCode'`, first: `stops::json->0->>'communeCode'` })
        : CHANGES({
            stop: (column) => `json_extract(${column}, '$.communeCode')`,
            first: `json_extract(stops, '$[0].communeCode')`,
          });
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
