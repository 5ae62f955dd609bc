import type { Text } from '#src/storage/schema/columns.ts';

/** In the row of what is imported: the import under way, or how the last one ended. All null before the first one. */
export interface ImportColumns<Step extends string> {
  import_id: Text | null;
  import_state: 'running' | 'done' | 'failed' | 'cancelled' | null;
  import_step: Step | null;
  import_percent: number | null;
  asked_by: Text | null;
  started_at: Text | null;
  seen_at: Text | null;
  problem: Text | null;
}
