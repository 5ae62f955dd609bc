import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  // The purposes of links are held by the code, as their number grows: SQLite changes no check in place.
  `create table link_again (
    token_hash text primary key, territory_id text not null references territory(id) on delete cascade, code_hash text,
    code_expires_at text, code_tries integer not null, purpose text not null, subject_id text not null,
    created_at text not null, expires_at text not null, revoked_at text)`,
  `insert into link_again (token_hash, territory_id, code_hash, code_expires_at, code_tries, purpose, subject_id,
    created_at, expires_at, revoked_at)
   select token_hash, territory_id, code_hash, code_expires_at, code_tries, purpose, subject_id, created_at, expires_at,
    revoked_at from link`,
  `drop table link`,
  `alter table link_again rename to link`,
  `create index link_by_subject on link (territory_id, purpose, subject_id)`,
  `create index link_by_code on link (territory_id, code_hash)`,
  `alter table introduction add column asking text`,
  `create table driver_hold (
    territory_id text not null, driver_id text not null, member_id text not null references member(id) on delete cascade,
    request_id text not null, until text not null, primary key (territory_id, driver_id),
    foreign key (territory_id, driver_id) references person(territory_id, id) on delete cascade,
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade)`,
  `create table asking_rest (
    territory_id text not null, person_id text not null, until text, for_good integer not null check (for_good in (0,1)),
    at text not null, primary key (territory_id, person_id), check ((until is null) = (for_good = 1)),
    foreign key (territory_id, person_id) references person(territory_id, id) on delete cascade)`,
  `create table telling (
    territory_id text not null, request_id text not null, ride_id text not null,
    party text not null check (party in ('passenger','driver')),
    about text not null check (about in ('settled','cancelled','changed')),
    state text not null check (state in ('to-tell','sent','told','not-reached')),
    how text check (how in ('voice','sms','email','letter','answer')), message_id text, member_id text,
    at text not null, created_at text not null, primary key (territory_id, ride_id, party, about),
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade,
    foreign key (territory_id, ride_id) references ride(territory_id, id) on delete cascade)`,
  `create index telling_by_request on telling (territory_id, request_id)`,
  `create index telling_by_state on telling (territory_id, state)`,
];

/** Asking several drivers at once, one member at a time; and who knows what once it is settled. */
export const asking: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
