import type { Generated } from 'kysely';
import type { Flag, Json, Owned, Regime, Text } from '#src/storage/schema/columns.ts';

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

/** A member has this driver on the phone, until then. */
export interface DriverHoldTable extends Owned {
  driver_id: Text;
  member_id: Text;
  request_id: Text;
  until: Text;
}

/** Drivers asked for a request. */
export interface IntroductionsTables {
  introduction: IntroductionTable;
  call: CallTable;
  driver_hold: DriverHoldTable;
}
