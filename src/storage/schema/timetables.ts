import type { Json, Owned, Text } from '#src/storage/schema/columns.ts';
import type { ImportColumns } from '#src/storage/schema/import-columns.ts';

export interface TimetableFeedTable extends Owned, ImportColumns<'waiting' | 'downloading' | 'reading' | 'saving'> {
  id: Text;
  name: Text;
  address: Text | null;
  sealed_login: Text | null;
  live: Json;
  etag: Text | null;
  last_modified: Text | null;
  checked_at: Text | null;
  file: Text | null;
  source: Text | null;
  first_date: Text | null;
  last_date: Text | null;
  built_at: Text | null;
  report: Json | null;
  import_label: Text | null;
  created_at: Text;
}

/** Buses, coaches and trains. */
export interface TimetablesTables {
  timetable_feed: TimetableFeedTable;
}
