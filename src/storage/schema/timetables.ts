import type { Json, Owned, Text } from '#src/storage/schema/columns.ts';

export interface TimetableFeedTable extends Owned {
  id: Text;
  name: Text;
  address: Text | null;
  sealed_login: Text | null;
  etag: Text | null;
  last_modified: Text | null;
  checked_at: Text | null;
  file: Text | null;
  source: Text | null;
  first_date: Text | null;
  last_date: Text | null;
  built_at: Text | null;
  report: Json | null;
  import_id: Text | null;
  import_state: 'running' | 'done' | 'failed' | 'cancelled' | null;
  import_step: 'waiting' | 'downloading' | 'reading' | 'saving' | null;
  import_percent: number | null;
  import_label: Text | null;
  asked_by: Text | null;
  started_at: Text | null;
  seen_at: Text | null;
  problem: Text | null;
  created_at: Text;
}

/** Buses, coaches and trains. */
export interface TimetablesTables {
  timetable_feed: TimetableFeedTable;
}
