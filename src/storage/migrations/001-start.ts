import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

// Table by table, in portable SQL: text, integer, double precision; bytes are the one type the engines name differently.
const TABLES = (bytes: 'blob' | 'bytea', sequence: string): readonly string[] => [
  `create table instance_setting (key text primary key, value text not null)`,
  `create table territory (
    id text primary key, slug text not null unique, name text not null, phone text not null, phone_hours text not null,
    email text, controller text not null, welcome text not null, accent text not null, zone text not null,
    commune_codes text not null, centre_latitude double precision not null, centre_longitude double precision not null,
    settings text not null, created_at text not null, updated_at text not null, version integer not null)`,
  `create table neighbour_agreement (
    territory_id text not null references territory(id) on delete cascade,
    neighbour_id text not null references territory(id) on delete cascade,
    agreed_at text not null, agreed_by text, primary key (territory_id, neighbour_id), check (territory_id <> neighbour_id))`,
  `create table local_place (
    id text primary key, territory_id text not null references territory(id) on delete cascade, names text not null,
    kind text not null check (kind in ('name','hamlet','meeting-point')), commune_code text not null,
    latitude double precision not null, longitude double precision not null, created_at text not null,
    version integer not null, unique (territory_id, id))`,
  `create table person (
    id text primary key, territory_id text not null references territory(id) on delete cascade,
    first_name text not null, last_name text not null, search_key text not null, sound_key text not null, email text,
    address text not null, trusted_contact text, note text not null, heard_from text not null, informed_on text,
    minor integer not null check (minor in (0,1)), parent_agreed_on text, set_aside_reason text,
    last_contact_at text not null, warned integer not null, created_at text not null, updated_at text not null,
    version integer not null, unique (territory_id, id))`,
  `create index person_by_name on person (territory_id, search_key)`,
  `create index person_by_sound on person (territory_id, sound_key)`,
  `create table person_phone (
    id text primary key, territory_id text not null, person_id text not null, number text not null,
    reversed text not null, kind text not null check (kind in ('mobile','landline','other')),
    sms integer not null check (sms in (0,1)), position integer not null,
    foreign key (territory_id, person_id) references person(territory_id, id) on delete cascade)`,
  `create index person_phone_by_number on person_phone (territory_id, number)`,
  `create index person_phone_by_end on person_phone (territory_id, reversed)`,
  `create index person_phone_by_person on person_phone (territory_id, person_id)`,
  `create table consent (
    id text primary key, territory_id text not null, person_id text not null,
    purpose text not null check (purpose in ('listed','numberShown','neighbours')),
    given integer not null check (given in (0,1)), how text not null, member_id text, at text not null,
    foreign key (territory_id, person_id) references person(territory_id, id) on delete cascade)`,
  `create index consent_by_person on consent (territory_id, person_id, purpose, at)`,
  `create table driver (
    person_id text primary key, territory_id text not null, welcomed_on text, welcomed_by text, created_at text not null,
    unique (territory_id, person_id),
    foreign key (territory_id, person_id) references person(territory_id, id) on delete cascade)`,
  `create table trip (
    id text primary key, territory_id text not null, driver_id text not null, return_of text,
    kind text not null check (kind in ('regular','one-off')), weekdays integer, date text, departure integer,
    valid_from text, valid_until text, excluded text not null, paused_until text, stops text not null, seats integer,
    max_detour integer, meeting_text text, meeting_place_id text, remarks text not null, car_takes text not null,
    help text not null check (help in ('free','shared')), state text not null check (state in ('active','stopped')),
    to_verify integer not null check (to_verify in (0,1)), confirmed_at text not null, times_asked integer not null,
    created_at text not null, updated_at text not null, version integer not null, unique (territory_id, id),
    check ((kind = 'regular' and weekdays between 1 and 127) or (kind = 'one-off' and date is not null)),
    foreign key (territory_id, driver_id) references driver(territory_id, person_id) on delete cascade)`,
  `create index trip_by_driver on trip (territory_id, driver_id)`,
  `create table trip_change (
    sequence ${sequence}, territory_id text not null, trip_id text not null, at text not null)`,
  `create table request (
    id text primary key, territory_id text not null, passenger_id text not null, asked_for text,
    source text not null check (source in ('phone','form','import','neighbour','demo')), needs text not null,
    motive text, seats integer not null, note text not null, chosen_trip_id text, review_on text,
    passenger_number_shared integer check (passenger_number_shared in (0,1)), member_id text,
    state text not null check (state in ('open','closed')), closing_reason text, closed_at text, closed_by text,
    last_day text, reduced_at text, created_at text not null, updated_at text not null, version integer not null,
    unique (territory_id, id), check ((state = 'open') = (closing_reason is null)),
    foreign key (territory_id, passenger_id) references person(territory_id, id) on delete cascade)`,
  `create index request_by_state on request (territory_id, state, created_at)`,
  `create index request_by_passenger on request (territory_id, passenger_id)`,
  `create table way (
    id text primary key, territory_id text not null, request_id text not null,
    direction text not null check (direction in ('outward','return')), from_stop text not null, to_stop text not null,
    when_json text not null, window_json text not null, unique (territory_id, id), unique (request_id, direction),
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade)`,
  `create table ride (
    id text primary key, territory_id text not null, request_id text not null, way_id text not null, slot text not null,
    date text, driver_id text not null, trip_id text, kilometres double precision,
    state text not null check (state in ('agreed','cancelled')), created_at text not null, created_by text,
    unique (territory_id, id),
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade,
    foreign key (territory_id, way_id) references way(territory_id, id) on delete cascade,
    foreign key (territory_id, driver_id) references person(territory_id, id) on delete cascade)`,
  `create unique index ride_one_per_slot on ride (way_id, slot) where state = 'agreed'`,
  `create index ride_by_driver on ride (territory_id, driver_id)`,
  `create index ride_by_request on ride (territory_id, request_id)`,
  `create table settled_otherwise (
    way_id text not null, territory_id text not null, request_id text not null, slot text not null, reason text not null,
    at text not null, member_id text, primary key (way_id, slot),
    foreign key (territory_id, way_id) references way(territory_id, id) on delete cascade)`,
  `create table promise (
    id text primary key, territory_id text not null, request_id text not null, due_at text not null,
    said_at text not null, member_id text, kept_at text,
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade)`,
  `create index promise_by_request on promise (territory_id, request_id)`,
  `create table introduction (
    id text primary key, territory_id text not null, request_id text not null, way_id text not null, slots text not null,
    driver_id text not null, trip_id text,
    state text not null check (state in ('asked','yes','no','not-reached','call-again')), call_again_on text,
    driver_number_shared integer check (driver_number_shared in (0,1)), created_at text not null,
    updated_at text not null, version integer not null, unique (territory_id, id),
    foreign key (territory_id, request_id) references request(territory_id, id) on delete cascade,
    foreign key (territory_id, way_id) references way(territory_id, id) on delete cascade,
    foreign key (territory_id, driver_id) references person(territory_id, id) on delete cascade)`,
  `create index introduction_by_request on introduction (territory_id, request_id)`,
  `create index introduction_by_driver on introduction (territory_id, driver_id)`,
  `create table call (
    id text primary key, territory_id text not null, introduction_id text not null, driver_id text not null,
    at text not null, member_id text, answer text not null check (answer in ('yes','no','not-reached','call-again')),
    call_again_on text, note text not null,
    foreign key (territory_id, introduction_id) references introduction(territory_id, id) on delete cascade)`,
  `create index call_by_introduction on call (territory_id, introduction_id)`,
  `create index call_by_driver on call (territory_id, driver_id, at)`,
  `create table journal (
    id text primary key, territory_id text not null, at text not null,
    actor_kind text not null check (actor_kind in ('member','driver','passenger','system')), actor_id text,
    action text not null, subject_kind text not null, subject_id text not null, details text not null)`,
  `create index journal_by_subject on journal (territory_id, subject_kind, subject_id, at)`,
  `create index journal_by_day on journal (territory_id, at)`,
  `create table member (
    id text primary key, login text not null unique, name text not null, email text, password_hash text,
    host integer not null check (host in (0,1)), disabled_at text,
    created_at text not null)`,
  `create table membership (
    member_id text not null references member(id) on delete cascade,
    territory_id text not null references territory(id) on delete cascade,
    role text not null check (role in ('coordination','member','referent','figures')), commune_codes text,
    primary key (member_id, territory_id))`,
  `create table session (
    id text primary key, member_id text not null references member(id) on delete cascade, created_at text not null,
    seen_at text not null, expires_at text not null)`,
  `create index session_by_member on session (member_id)`,
  `create table link (
    token_hash text primary key, territory_id text not null references territory(id) on delete cascade, code_hash text,
    code_expires_at text, code_tries integer not null,
    purpose text not null check (purpose in ('manage','request','sign-in')), subject_id text not null,
    created_at text not null, expires_at text not null, revoked_at text)`,
  `create index link_by_subject on link (territory_id, purpose, subject_id)`,
  `create index link_by_code on link (territory_id, code_hash)`,
  `create table job (
    name text not null, territory_id text not null, due_at text not null, lease_owner text, lease_until text,
    last_run_at text, last_error text, attempts integer not null, primary key (name, territory_id))`,
  `create table file (
    name text not null, version text not null, bytes integer not null, sha256 text not null,
    current integer not null check (current in (0,1)), created_at text not null, primary key (name, version))`,
  `create unique index file_one_current on file (name) where current = 1`,
  `create table file_chunk (
    name text not null, version text not null, position integer not null, data ${bytes} not null,
    primary key (name, version, position),
    foreign key (name, version) references file(name, version) on delete cascade)`,
  `create table imported_line (
    territory_id text not null references territory(id) on delete cascade, line_hash text not null,
    subject_kind text not null, subject_id text not null, at text not null, primary key (territory_id, line_hash))`,
  `create table erasure (id_hash text primary key, subject_kind text not null, at text not null)`,
  `create table monthly_count (
    territory_id text not null references territory(id) on delete cascade, month text not null, key text not null,
    number integer not null, primary key (territory_id, month, key))`,
  `create table rate_counter (key text primary key, window_start text not null, count integer not null)`,
];

/** What `up` needs to know of the engine it runs on. */
const isPostgres = (db: Kysely<unknown>): boolean => db.getExecutor().adapter.supportsTransactionalDdl === true;

export const start: Migration = {
  async up(db: Kysely<unknown>) {
    const postgres = isPostgres(db);
    const sequence = postgres ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
    for (const statement of TABLES(postgres ? 'bytea' : 'blob', sequence)) await sql.raw(statement).execute(db);
  },
};
