import type { Generated } from 'kysely';
import type { Flag, Json, Owned, Regime, Text } from '#src/storage/schema/columns.ts';

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
  changed: Text | null;
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

/** What passengers ask for, and what became of it. */
export interface RequestsTables {
  request: RequestTable;
  way: WayTable;
  ride: RideTable;
  ride_day: RideDayTable;
  settled_otherwise: SettledOtherwiseTable;
  promise: PromiseTable;
  telling: TellingTable;
  lost_ride: LostRideTable;
  wish: WishTable;
  wish_look: WishLookTable;
}
