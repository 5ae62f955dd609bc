import type { ImportPlace, ImportRecord, ImportStop } from '#src/imports/import-record.ts';
import type { ImportColumns } from '#src/storage/schema/import-columns.ts';

/** Of an import that begins. */
export const begunColumns = ({ id, askedBy, startedAt }: Pick<ImportRecord<string>, 'id' | 'askedBy' | 'startedAt'>) =>
  ({
    import_id: id,
    import_state: 'running',
    import_step: 'waiting',
    import_percent: 0,
    asked_by: askedBy,
    started_at: startedAt,
    seen_at: startedAt,
    problem: null,
  }) as const;

/** Of an import that goes on. */
export const placeColumns = <Step extends string>({ step, percent, seenAt }: ImportPlace<Step>) => ({
  import_step: step,
  import_percent: percent,
  seen_at: seenAt,
});

/** Of an import that brought what it was asked for. */
export const DONE_COLUMNS = { import_state: 'done', import_percent: 100 } as const;

/** Of an import that ended with nothing new. */
export const stoppedColumns = (how: ImportStop) =>
  how === 'cancelled'
    ? ({ import_state: 'cancelled' } as const)
    : ({ import_state: 'failed', problem: how.problem } as const);

/** The import that a row tells of; null before the first one. */
export const importOf = <Step extends string>(row: ImportColumns<Step>): ImportRecord<Step | 'waiting'> | null =>
  row.import_id === null || row.import_state === null || row.started_at === null || row.seen_at === null
    ? null
    : {
        id: row.import_id,
        state: row.import_state,
        step: row.import_step ?? 'waiting',
        percent: row.import_percent ?? 0,
        askedBy: row.asked_by,
        startedAt: row.started_at,
        seenAt: row.seen_at,
        problem: row.problem,
      };

/** The import of a row that still runs: seen since. */
export const runningSince = <Record extends Pick<ImportRecord<string>, 'state' | 'seenAt'>>(
  last: Record | null | undefined,
  aliveSince: string,
): Record | null => (last?.state === 'running' && last.seenAt >= aliveSince ? last : null);
