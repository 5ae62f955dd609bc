import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `alter table person add column reached_by text not null default 'voice'
    check (reached_by in ('voice','sms','letter','contact'))`,
  // Whoever gave no number of their own is reached through someone.
  `update person set reached_by = 'contact' where trusted_contact is not null`,
  `alter table way add column way_home text check (way_home in ('waits','comes-back','other-driver'))`,
  // No body: the call was noted or thrown away, and a late save changes nothing.
  `create table call_draft (
    territory_id text not null references territory(id) on delete cascade,
    member_id text not null references member(id) on delete cascade, id text not null, person_id text, body text,
    created_at text not null, updated_at text not null, primary key (territory_id, member_id, id),
    foreign key (territory_id, person_id) references person(territory_id, id) on delete cascade)`,
  `create index call_draft_by_person on call_draft (territory_id, person_id)`,
];

/** Calls being noted, how each person is reached, and how someone comes home. */
export const call: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
