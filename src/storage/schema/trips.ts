import type { Generated } from 'kysely';
import type { Flag, Json, Owned, Text } from '#src/storage/schema/columns.ts';

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

/** One row for each write that changes matching, in the same transaction (design decision 14). */
export interface TripChangeTable extends Owned {
  sequence: Generated<number>;
  trip_id: Text;
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

/** Trips that drivers offer. */
export interface TripsTables {
  trip: TripTable;
  trip_change: TripChangeTable;
  imported_line: ImportedLineTable;
}
