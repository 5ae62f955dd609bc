import type { Flag, Owned, Text } from '#src/storage/schema/columns.ts';

export interface InstanceSettingTable {
  key: Text;
  value: Text;
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

/** What the process itself keeps. */
export interface InstanceTables {
  instance_setting: InstanceSettingTable;
  job: JobTable;
  file: FileTable;
  file_chunk: FileChunkTable;
  monthly_count: MonthlyCountTable;
  rate_counter: RateCounterTable;
}
