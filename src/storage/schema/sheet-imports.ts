import type { Flag, Json, Owned, Text } from '#src/storage/schema/columns.ts';

export interface SheetImportTable extends Owned {
  id: Text;
  member_id: Text;
  file_name: Text;
  sheets: Json;
  sheet: number;
  choice: Json;
  state: 'columns' | 'checking' | 'lines' | 'taking' | 'done' | 'undoing' | 'undone';
  added: Json;
  created_at: Text;
  moved_at: Text;
  done_at: Text | null;
  version: number;
}

/** What a file holds, until it is in or left. */
export interface SheetImportLineTable extends Owned {
  import_id: Text;
  sheet: number;
  line: number;
  cells: Json;
  left_out: Flag;
  outcome: 'new' | 'doubt' | 'known' | 'refused' | 'taken' | null;
  said: Json;
}

/** What an import brought: ids only. */
export interface SheetImportThingTable extends Owned {
  import_id: Text;
  kind: 'person' | 'driver' | 'trip' | 'request' | 'place';
  subject_id: Text;
  /** Whose it is: it goes, or stays, with them. */
  unit_kind: 'person' | 'place';
  unit_id: Text;
  at: Text;
  /** Why an undo left it. */
  kept: Text | null;
}

/** Spreadsheets taken over on a page. */
export interface SheetImportsTables {
  sheet_import: SheetImportTable;
  sheet_import_line: SheetImportLineTable;
  sheet_import_thing: SheetImportThingTable;
}
