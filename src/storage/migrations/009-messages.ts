import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How each territory sends, in which words, and the SMS it receives. */
export const messages: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `create table message_setting (
        territory_id text primary key references territory(id) on delete cascade,
        mail text, sms text, texts text not null, updated_at text not null, version integer not null)`,
      `create table incoming_sms (
        id text primary key, territory_id text not null references territory(id) on delete cascade,
        provider_id text not null, sender text not null, body_text text not null, received_at text not null,
        kept_at text not null, state text not null check (state in ('new','taken','to-read','read')),
        unique (territory_id, provider_id))`,
      `create index incoming_sms_by_state on incoming_sms (territory_id, state, received_at)`,
      `create index incoming_sms_by_sender on incoming_sms (territory_id, sender)`,
    ])
      await sql.raw(statement).execute(db);
  },
};
