import type { Generated } from 'kysely';

/**
 * The tables, in types that mean the same on SQLite and PostgreSQL: ids, local dates (YYYY-MM-DD) and instants (ISO UTC
 * with milliseconds) are text, booleans are 0 or 1, JSON is text parsed by zod where it is read.
 */
export type Flag = 0 | 1;
type Text = string;
type Json = string;
type Regime = 'on-the-way' | 'on-purpose';

/** What each row of a territory carries: no query reaches across, and foreign keys hold both columns. */
interface Owned {
  territory_id: Text;
}

export interface InstanceSettingTable {
  key: Text;
  value: Text;
}

export interface TerritoryTable {
  id: Text;
  slug: Text;
  name: Text;
  phone: Text;
  phone_hours: Text;
  email: Text | null;
  controller: Text;
  welcome: Text;
  accent: Text;
  zone: Text;
  commune_codes: Json;
  centre_latitude: number;
  centre_longitude: number;
  /** JSON of bands and tolerance. */
  settings: Json;
  created_at: Text;
  updated_at: Text;
  version: number;
}

/** "This territory agrees to show its trips to that one": a neighbour is one where both rows stand. */
export interface NeighbourAgreementTable extends Owned {
  neighbour_id: Text;
  agreed_at: Text;
  agreed_by: Text | null;
}

export interface LocalPlaceTable extends Owned {
  id: Text;
  names: Json;
  kind: 'name' | 'hamlet' | 'meeting-point';
  commune_code: Text;
  latitude: number;
  longitude: number;
  created_at: Text;
  version: number;
}

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

export interface TripTable extends Owned {
  id: Text;
  driver_id: Text;
  return_of: Text | null;
  kind: 'regular' | 'one-off';
  weekdays: number | null;
  date: Text | null;
  departure: number | null;
  valid_from: Text | null;
  valid_until: Text | null;
  excluded: Json;
  paused_until: Text | null;
  stops: Json;
  /** INSEE code of the first stop. */
  start_commune: Text;
  seats: number | null;
  max_detour: number | null;
  flexibility: number;
  meeting_text: Text | null;
  meeting_place_id: Text | null;
  remarks: Text;
  car_takes: Json;
  help: 'free' | 'shared';
  state: 'active' | 'stopped';
  to_verify: Flag;
  confirmed_at: Text;
  times_asked: number;
  created_at: Text;
  updated_at: Text;
  version: number;
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

/** One row for each write that changes matching, in the same transaction (design decision 14). */
export interface TripChangeTable extends Owned {
  sequence: Generated<number>;
  trip_id: Text;
  at: Text;
}

export interface RequestTable extends Owned {
  id: Text;
  passenger_id: Text;
  asked_for: Json | null;
  source: 'phone' | 'form' | 'import' | 'neighbour' | 'demo';
  needs: Json;
  motive: Text | null;
  seats: number;
  note: Text;
  chosen_trip_id: Text | null;
  review_on: Text | null;
  passenger_number_shared: Flag | null;
  member_id: Text | null;
  state: 'open' | 'closed';
  closing_reason: Text | null;
  closed_at: Text | null;
  closed_by: Text | null;
  /** Last day on which it can still be of use, for retention: null while it has no end. */
  last_day: Text | null;
  /** Exact places, needs and motive were erased on. */
  reduced_at: Text | null;
  created_at: Text;
  updated_at: Text;
  version: number;
}

export interface WayTable extends Owned {
  id: Text;
  request_id: Text;
  direction: 'outward' | 'return';
  from_stop: Json;
  to_stop: Json;
  /** INSEE codes of both ends, for what is asked by commune. */
  from_commune: Text;
  to_commune: Text;
  when_json: Json;
  window_json: Json;
  way_home: Text | null;
}

/** A call being noted, as it is typed: its own member's only. No body: it was noted or thrown away. */
export interface CallDraftTable extends Owned {
  id: Text;
  member_id: Text;
  person_id: Text | null;
  body: Json | null;
  created_at: Text;
  updated_at: Text;
}

export interface RideTable extends Owned {
  id: Text;
  request_id: Text;
  way_id: Text;
  slot: Text;
  date: Text | null;
  driver_id: Text;
  trip_id: Text | null;
  kilometres: number | null;
  regime: Generated<Regime>;
  state: 'agreed' | 'cancelled';
  created_at: Text;
  created_by: Text | null;
}

/** The team's word on a ride of one day. */
export interface RideDayTable extends Owned {
  ride_id: Text;
  date: Text;
  out_at: Text | null;
  home_at: Text | null;
  outcome: 'done' | 'not-done' | 'unknown' | null;
  member_id: Text | null;
  version: number;
}

/** One print of all that is needed for a day, and what each of its numbers means: kept a fortnight. */
export interface PaperSheetTable extends Owned {
  id: Text;
  for_date: Text;
  printed_at: Text;
  member_id: Text;
}

export interface PaperLineTable extends Owned {
  sheet_id: Text;
  number: number;
  kind: 'ride' | 'driver' | 'passenger';
  request_id: Text;
  request_version: number;
  ride_id: Text | null;
  way_id: Text | null;
  driver_id: Text | null;
  trip_id: Text | null;
  slots: Json;
  date: Text | null;
  pickup_at: number | null;
  reported_word: Text | null;
  reported_at: Text | null;
  reported_by: Text | null;
}

export interface SettledOtherwiseTable extends Owned {
  way_id: Text;
  request_id: Text;
  slot: Text;
  reason: Text;
  at: Text;
  member_id: Text | null;
}

export interface PromiseTable extends Owned {
  id: Text;
  request_id: Text;
  due_at: Text;
  said_at: Text;
  member_id: Text | null;
  kept_at: Text | null;
}

export interface IntroductionTable extends Owned {
  id: Text;
  request_id: Text;
  way_id: Text;
  slots: Json;
  driver_id: Text;
  trip_id: Text | null;
  regime: Generated<Regime>;
  state: 'asked' | 'yes' | 'no' | 'not-reached' | 'call-again';
  call_again_on: Text | null;
  driver_number_shared: Flag | null;
  created_at: Text;
  updated_at: Text;
  version: number;
  /** How it was asked by a message, and the answer; null when it was asked aloud. */
  asking: Json | null;
}

/** A member has this driver on the phone, until then. */
export interface DriverHoldTable extends Owned {
  driver_id: Text;
  member_id: Text;
  request_id: Text;
  until: Text;
}

/** A driver who is not to be asked until a day, or any more. */
export interface AskingRestTable extends Owned {
  person_id: Text;
  until: Text | null;
  for_good: Flag;
  at: Text;
}

/** Who has to know what of a ride, and whether they do. */
export interface TellingTable extends Owned {
  request_id: Text;
  ride_id: Text;
  party: 'passenger' | 'driver';
  about: 'settled' | 'cancelled' | 'changed';
  state: 'to-tell' | 'sent' | 'told' | 'not-reached';
  how: 'voice' | 'sms' | 'email' | 'letter' | 'answer' | null;
  message_id: Text | null;
  member_id: Text | null;
  at: Text;
  created_at: Text;
}

/** What was found, or not, for a way when it was last looked at. */
export interface WishTable extends Owned {
  way_id: Text;
  request_id: Text;
  state: 'nothing' | 'known' | 'found' | 'seen';
  /** Driver and trip of what was found, none when nothing was. */
  found: Json;
  found_at: Text | null;
  /** The request as it was then. */
  request_version: number;
  looked_at: Text;
  seen_by: Text | null;
}

/** Up to where a territory's wishes were looked at. */
export interface WishLookTable extends Owned {
  day: Text;
  trip_change: number;
  volunteers_changed_at: Text;
  looked_at: Text;
}

export interface CallTable extends Owned {
  id: Text;
  introduction_id: Text;
  driver_id: Text;
  at: Text;
  member_id: Text | null;
  answer: 'yes' | 'no' | 'not-reached' | 'call-again';
  call_again_on: Text | null;
  note: Text;
}

/** Days on which the team does not answer. */
export interface ClosureTable extends Owned {
  id: Text;
  first_day: Text;
  last_day: Text;
  /** For the team. */
  reason: Text;
  created_at: Text;
  member_id: Text | null;
}

/** Rides that take place although the team is away: someone said so. */
export interface ClosureRideTable extends Owned {
  ride_id: Text;
  decided_at: Text;
  member_id: Text | null;
}

/** Which member has which request before their eyes, and when their page last said so. Kept for minutes. */
export interface PresenceTable extends Owned {
  request_id: Text;
  member_id: Text;
  seen_at: Text;
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

export interface JobTable {
  name: Text;
  /** '' = the instance. */
  territory_id: Text;
  due_at: Text;
  lease_owner: Text | null;
  lease_until: Text | null;
  last_run_at: Text | null;
  last_error: Text | null;
  attempts: number;
}

export interface FileTable {
  name: Text;
  version: Text;
  bytes: number;
  sha256: Text;
  current: Flag;
  created_at: Text;
}

export interface FileChunkTable {
  name: Text;
  version: Text;
  position: number;
  data: Uint8Array;
}

/** The road map a territory uses (no file: none), and its import under way or last ended. */
export interface TerritoryRoadsTable extends Owned {
  file: Text | null;
  source: Text | null;
  data_from: Text | null;
  built_at: Text | null;
  import_id: Text | null;
  import_state: 'running' | 'done' | 'failed' | 'cancelled' | null;
  import_step: 'waiting' | 'downloading' | 'reading' | 'computing' | 'saving' | null;
  import_percent: number | null;
  import_source: Text | null;
  asked_by: Text | null;
  started_at: Text | null;
  seen_at: Text | null;
  problem: Text | null;
}

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

/** Rides to come that went with who was to drive: the passenger is to be told. */
export interface LostRideTable extends Owned {
  id: Text;
  request_id: Text;
  way_id: Text;
  slot: Text;
  date: Text | null;
  state: 'to-tell' | 'not-reached';
  member_id: Text | null;
  at: Text;
}

/** Lines already taken from a spreadsheet: taking the file again changes nothing. */
export interface ImportedLineTable extends Owned {
  /** SHA-256 of what makes the line itself (kind and its cells). */
  line_hash: Text;
  subject_kind: Text;
  subject_id: Text;
  at: Text;
}

/** Hashed ids of what was erased, applied again after a restore. */
export interface ErasureTable {
  id_hash: Text;
  subject_kind: Text;
  at: Text;
}

/** Counts that outlive what they count: month, key ('request-unmet', 'ride'...), number. */
export interface MonthlyCountTable extends Owned {
  month: Text;
  key: Text;
  number: number;
}

/** Failures and uses that must survive a restart: sign-in, spoken codes. */
export interface RateCounterTable {
  key: Text;
  window_start: Text;
  count: number;
}

export interface Database {
  instance_setting: InstanceSettingTable;
  territory: TerritoryTable;
  neighbour_agreement: NeighbourAgreementTable;
  local_place: LocalPlaceTable;
  person: PersonTable;
  person_phone: PersonPhoneTable;
  consent: ConsentTable;
  driver: DriverTable;
  trip: TripTable;
  volunteer: VolunteerTable;
  trip_change: TripChangeTable;
  request: RequestTable;
  way: WayTable;
  call_draft: CallDraftTable;
  ride: RideTable;
  ride_day: RideDayTable;
  paper_sheet: PaperSheetTable;
  paper_line: PaperLineTable;
  settled_otherwise: SettledOtherwiseTable;
  promise: PromiseTable;
  introduction: IntroductionTable;
  call: CallTable;
  closure: ClosureTable;
  closure_ride: ClosureRideTable;
  presence: PresenceTable;
  wish: WishTable;
  wish_look: WishLookTable;
  driver_hold: DriverHoldTable;
  asking_rest: AskingRestTable;
  telling: TellingTable;
  journal: JournalTable;
  member: MemberTable;
  membership: MembershipTable;
  session: SessionTable;
  link: LinkTable;
  job: JobTable;
  file: FileTable;
  file_chunk: FileChunkTable;
  territory_roads: TerritoryRoadsTable;
  outbox_message: OutboxMessageTable;
  message_setting: MessageSettingTable;
  incoming_sms: IncomingSmsTable;
  forgotten_sms: ForgottenSmsTable;
  lost_ride: LostRideTable;
  imported_line: ImportedLineTable;
  erasure: ErasureTable;
  monthly_count: MonthlyCountTable;
  rate_counter: RateCounterTable;
}
