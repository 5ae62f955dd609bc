import type { Flag, Json, Owned, Text } from '#src/storage/schema/columns.ts';

export interface MemberTable {
  id: Text;
  login: Text;
  name: Text;
  email: Text | null;
  password_hash: Text | null;
  host: Flag;
  disabled_at: Text | null;
  created_at: Text;
  last_signed_in_at: Text | null;
}

export interface MembershipTable extends Owned {
  member_id: Text;
  role: 'coordination' | 'member' | 'referent' | 'figures';
  commune_codes: Json | null;
}

export interface SessionTable {
  /** SHA-256 of the cookie's value. */
  id: Text;
  member_id: Text;
  created_at: Text;
  seen_at: Text;
  expires_at: Text;
  /** Name of the tablet it was opened for; null for a browser of one's own. */
  device: Text | null;
}

/** Personal links: 128 bits, stored hashed, one purpose each. */
export interface LinkTable extends Owned {
  token_hash: Text;
  /** SHA-256 of the short code spoken on the phone, when one was given. */
  code_hash: Text | null;
  code_expires_at: Text | null;
  code_tries: number;
  purpose: 'manage' | 'request' | 'sign-in' | 'answer';
  subject_id: Text;
  created_at: Text;
  expires_at: Text;
  revoked_at: Text | null;
  /** For 'sign-in': the tablet it signs in. */
  device: Text | null;
}

/** One of the codes printed for the mairie's safe. */
export interface RecoveryCodeTable extends Owned {
  /** Its place on the sheet, from 1. */
  number: number;
  /** SHA-256; null once it was used. */
  code_hash: Text | null;
  made_at: Text;
  used_at: Text | null;
  /** Id of the member it let in. */
  used_for: Text | null;
  /** When the team read that it was used. */
  told_at: Text | null;
}

/** Who did or saw what (design decision 19: twelve months). No names, no numbers: ids. */
export interface JournalTable {
  id: Text;
  /** '' for what concerns the instance. */
  territory_id: Text;
  at: Text;
  actor_kind: 'member' | 'driver' | 'passenger' | 'system';
  actor_id: Text | null;
  action: Text;
  subject_kind: Text;
  subject_id: Text;
  details: Json;
}

/** Who works with the service, how they come in, and what they did. */
export interface TeamTables {
  member: MemberTable;
  membership: MembershipTable;
  session: SessionTable;
  link: LinkTable;
  recovery_code: RecoveryCodeTable;
  journal: JournalTable;
}
