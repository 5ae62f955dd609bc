import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const TABLES: readonly string[] = [
  // No version 0 is ever kept: nothing noted, no row.
  `create table ride_day (
    territory_id text not null, ride_id text not null, date text not null, out_at text, home_at text,
    outcome text check (outcome in ('done','not-done','unknown')), member_id text, version integer not null,
    primary key (ride_id, date),
    foreign key (territory_id, ride_id) references ride(territory_id, id) on delete cascade)`,
  `create index ride_day_by_date on ride_day (territory_id, date)`,
  `create index ride_day_by_ride on ride_day (territory_id, ride_id)`,
  `create table paper_sheet (
    id text primary key, territory_id text not null references territory(id) on delete cascade, for_date text not null,
    printed_at text not null, member_id text not null, unique (territory_id, id))`,
  `create index paper_sheet_by_day on paper_sheet (territory_id, printed_at)`,
  `create table paper_line (
    territory_id text not null, sheet_id text not null, number integer not null,
    kind text not null check (kind in ('ride','driver','passenger')), request_id text not null,
    request_version integer not null, ride_id text, way_id text, driver_id text, trip_id text, slots text not null,
    date text, pickup_at integer, reported_word text, reported_at text, reported_by text,
    primary key (sheet_id, number),
    check ((kind = 'ride') = (ride_id is not null)), check ((kind = 'driver') = (driver_id is not null)),
    check ((kind = 'driver') = (way_id is not null)), check ((reported_at is null) = (reported_word is null)),
    foreign key (territory_id, sheet_id) references paper_sheet(territory_id, id) on delete cascade,
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade,
    foreign key (territory_id, ride_id) references ride(territory_id, id) on delete cascade,
    foreign key (territory_id, way_id) references way(territory_id, id) on delete cascade,
    foreign key (territory_id, driver_id) references person(territory_id, id) on delete cascade)`,
  `create index paper_line_by_request on paper_line (territory_id, request_id)`,
  `create index paper_line_by_driver on paper_line (territory_id, driver_id)`,
];

/** The team's word on each ride of each day, and what the numbers of a printed sheet mean. */
export const paper: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of TABLES) await sql.raw(table).execute(db);
  },
};
