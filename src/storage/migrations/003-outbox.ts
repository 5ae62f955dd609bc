import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Messages to send, and what became of them. `purpose` is free: its list stands in the code. */
export const outbox: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `create table outbox_message (
        id text primary key, territory_id text not null references territory(id) on delete cascade,
        message_key text not null, channel text not null check (channel in ('sms','email')), person_id text,
        recipient text not null, purpose text not null,
        about_kind text not null check (about_kind in ('request','introduction','person','territory')),
        about_id text not null, subject text, body_text text not null, body_html text, needed_by text,
        not_before text not null,
        state text not null check (state in
          ('waiting','sending','sent','delivered','failed','uncertain','withdrawn','told')),
        attempts integer not null, problem text, provider_id text, lease_owner text, lease_until text,
        created_at text not null, sent_at text, settled_at text, version integer not null,
        unique (territory_id, id), unique (territory_id, message_key),
        check ((state = 'sending') = (lease_until is not null)),
        foreign key (territory_id, person_id) references person(territory_id, id) on delete cascade)`,
      `create index outbox_message_by_hour on outbox_message (state, not_before)`,
      `create index outbox_message_by_state on outbox_message (territory_id, state, not_before)`,
      `create index outbox_message_by_about on outbox_message (territory_id, about_kind, about_id)`,
      `create index outbox_message_by_person on outbox_message (territory_id, person_id)`,
      `create index outbox_message_by_creation on outbox_message (territory_id, created_at)`,
      `create index outbox_message_by_provider on outbox_message (territory_id, provider_id)`,
    ])
      await sql.raw(statement).execute(db);
  },
};
