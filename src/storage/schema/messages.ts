import type { Json, Owned, Text } from '#src/storage/schema/columns.ts';

/** Messages to people, and what became of them. */
export interface OutboxMessageTable extends Owned {
  id: Text;
  /** One message per thing. */
  message_key: Text;
  channel: 'sms' | 'email';
  person_id: Text | null;
  recipient: Text;
  purpose: Text;
  about_kind: 'request' | 'introduction' | 'person' | 'territory';
  about_id: Text;
  subject: Text | null;
  body_text: Text;
  body_html: Text | null;
  needed_by: Text | null;
  not_before: Text;
  state: 'waiting' | 'sending' | 'sent' | 'delivered' | 'failed' | 'uncertain' | 'withdrawn' | 'told';
  attempts: number;
  problem: Text | null;
  provider_id: Text | null;
  lease_owner: Text | null;
  lease_until: Text | null;
  created_at: Text;
  sent_at: Text | null;
  settled_at: Text | null;
  version: number;
}

/** How a territory sends; secrets inside are sealed. */
export interface MessageSettingTable extends Owned {
  mail: Json | null;
  sms: Json | null;
  texts: Json;
  updated_at: Text;
  version: number;
}

export interface IncomingSmsTable extends Owned {
  id: Text;
  /** The gateway's own name for it. */
  provider_id: Text;
  sender: Text;
  body_text: Text;
  received_at: Text;
  kept_at: Text;
  state: 'new' | 'taken' | 'to-read' | 'read';
}

/** Hashed names of SMS erased with their sender, as long as a gateway may give them again. */
export interface ForgottenSmsTable extends Owned {
  id_hash: Text;
  at: Text;
}

/** Messages to people, and from them. */
export interface MessagesTables {
  outbox_message: OutboxMessageTable;
  message_setting: MessageSettingTable;
  incoming_sms: IncomingSmsTable;
  forgotten_sms: ForgottenSmsTable;
}
