import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Rides to come that went with the erasure of who was to drive: the passenger still has to be told. */
export const lostRides: Migration = {
  async up(db) {
    await sql`create table lost_ride (
      id text primary key, territory_id text not null, request_id text not null, way_id text not null, slot text not null,
      date text, state text not null check (state in ('to-tell','not-reached')), member_id text, at text not null,
      foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade,
      foreign key (territory_id, way_id) references way(territory_id, id) on delete cascade)`.execute(db);
    await sql`create index lost_ride_by_territory on lost_ride (territory_id)`.execute(db);
  },
};
