import type { Flag, Json, Owned, Text } from '#src/storage/schema/columns.ts';

export interface PersonTable extends Owned {
  id: Text;
  first_name: Text;
  last_name: Text;
  /** Folded "last first" for search and sort. */
  search_key: Text;
  /** Phonetic key of the name as heard. */
  sound_key: Text;
  email: Text | null;
  address: Text;
  trusted_contact: Json | null;
  reached_by: 'voice' | 'sms' | 'letter' | 'contact';
  note: Text;
  heard_from: Text;
  informed_on: Text | null;
  minor: Flag;
  parent_agreed_on: Text | null;
  set_aside_reason: Text | null;
  last_contact_at: Text;
  /** Warnings sent before the 24 months end. */
  warned: number;
  created_at: Text;
  updated_at: Text;
  version: number;
}

export interface PersonPhoneTable extends Owned {
  id: Text;
  person_id: Text;
  number: Text;
  /** The number's digits reversed, so that "the last six digits" is a prefix. */
  reversed: Text;
  kind: 'mobile' | 'landline' | 'other';
  sms: Flag;
  position: number;
}

/** Added, never changed: the last row of a purpose is the answer that holds. */
export interface ConsentTable extends Owned {
  id: Text;
  person_id: Text;
  purpose: 'listed' | 'numberShown' | 'neighbours';
  given: Flag;
  /** 'form', 'link', 'phone', 'import'. */
  how: Text;
  member_id: Text | null;
  at: Text;
}

export interface DriverTable extends Owned {
  person_id: Text;
  welcomed_on: Text | null;
  welcomed_by: Text | null;
  created_at: Text;
}

/** A driver who accepts to drive on purpose. */
export interface VolunteerTable extends Owned {
  person_id: Text;
  home: Json;
  mornings: number;
  afternoons: number;
  radius: number;
  takes: Json;
  most_a_month: number | null;
  absences: Json;
  paused_until: Text | null;
  created_at: Text;
  updated_at: Text;
  /** As `updated_at`, and moved by what changes their card: welcome, set aside. */
  changed_at: Text;
  version: number;
}

/** A driver who is not to be asked until a day, or any more. */
export interface AskingRestTable extends Owned {
  person_id: Text;
  until: Text | null;
  for_good: Flag;
  at: Text;
}

/** Hashed ids of what was erased, applied again after a restore. */
export interface ErasureTable {
  id_hash: Text;
  subject_kind: Text;
  at: Text;
}

/** People, what they agreed to, and what drivers accept. */
export interface PeopleTables {
  person: PersonTable;
  person_phone: PersonPhoneTable;
  consent: ConsentTable;
  driver: DriverTable;
  volunteer: VolunteerTable;
  asking_rest: AskingRestTable;
  erasure: ErasureTable;
}
