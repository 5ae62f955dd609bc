import type { Generated } from 'kysely';
import type { Json, Owned, Regime, Text } from '#src/storage/schema/columns.ts';

/** A call being noted, as it is typed: its own member's only. No body: it was noted or thrown away. */
export interface CallDraftTable extends Owned {
  id: Text;
  member_id: Text;
  person_id: Text | null;
  body: Json | null;
  created_at: Text;
  updated_at: Text;
}

/** Which member has which request before their eyes, and when their page last said so. Kept for minutes. */
export interface PresenceTable extends Owned {
  request_id: Text;
  member_id: Text;
  seen_at: Text;
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
  regime: Generated<Regime>;
  reported_word: Text | null;
  reported_at: Text | null;
  reported_by: Text | null;
}

/** What the team has before its eyes, on a screen or on paper. */
export interface DeskTables {
  call_draft: CallDraftTable;
  presence: PresenceTable;
  paper_sheet: PaperSheetTable;
  paper_line: PaperLineTable;
}
