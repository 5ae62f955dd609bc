import type { Kysely } from 'kysely';
import type { RoadImport, RoadsInUse, RoadStore, TerritoryRoads } from '#src/roads-import/road-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { TerritoryRoadsTable } from '#src/storage/schema/territory.ts';

const NO_FILE = { file: null, source: null, data_from: null, built_at: null };

/** The roads of the territories in the database; inside a transaction, `db` is the transaction. */
export const createRoadStore = (db: Kysely<Database>): RoadStore => {
  const find = async (territoryId: string): Promise<TerritoryRoads | undefined> => {
    const row = await db
      .selectFrom('territory_roads')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .executeTakeFirst();
    return row && roadsOf(row);
  };

  /** Changes the row while this import is the one that runs. */
  const change = async (
    territoryId: string,
    importId: string,
    changes: Partial<TerritoryRoadsTable>,
  ): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('territory_roads')
      .set(changes)
      .where('territory_id', '=', territoryId)
      .where('import_id', '=', importId)
      .where('import_state', '=', 'running')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  };

  return {
    async list() {
      const rows = await db.selectFrom('territory_roads').selectAll().orderBy('territory_id').execute();
      return rows.map(roadsOf);
    },
    find,
    async begin(territoryId, { id, source, askedBy, startedAt }, aliveSince) {
      const running = (await find(territoryId))?.lastImport;
      if (running?.state === 'running' && running.seenAt >= aliveSince) return running;
      const started = {
        import_id: id,
        import_state: 'running',
        import_step: 'waiting',
        import_percent: 0,
        import_source: source,
        asked_by: askedBy,
        started_at: startedAt,
        seen_at: startedAt,
        problem: null,
      } as const;
      await db
        .insertInto('territory_roads')
        .values({ territory_id: territoryId, ...NO_FILE, ...started })
        .onConflict((conflict) => conflict.column('territory_id').doUpdateSet(started))
        .execute();
      return null;
    },
    advance: (territoryId, importId, { step, percent, seenAt }) =>
      change(territoryId, importId, { import_step: step, import_percent: percent, seen_at: seenAt }),
    finish: (territoryId, importId, { file, source, dataFrom, builtAt }) =>
      change(territoryId, importId, {
        file,
        source,
        data_from: dataFrom,
        built_at: builtAt,
        import_state: 'done',
        import_percent: 100,
      }),
    stop: (territoryId, importId, how) =>
      change(
        territoryId,
        importId,
        how === 'cancelled' ? { import_state: 'cancelled' } : { import_state: 'failed', problem: how.problem },
      ),
    async forget(territoryId) {
      await db.updateTable('territory_roads').set(NO_FILE).where('territory_id', '=', territoryId).execute();
    },
  };
};

const roadsOf = (row: TerritoryRoadsTable): TerritoryRoads => ({
  territoryId: row.territory_id,
  inUse: inUseOf(row),
  lastImport: importOf(row),
});

const inUseOf = ({ file, source, data_from: dataFrom, built_at: builtAt }: TerritoryRoadsTable): RoadsInUse | null =>
  file === null || source === null || builtAt === null ? null : { file, source, dataFrom, builtAt };

const importOf = (row: TerritoryRoadsTable): RoadImport | null =>
  row.import_id === null || row.import_state === null || row.started_at === null || row.seen_at === null
    ? null
    : {
        id: row.import_id,
        state: row.import_state,
        step: row.import_step ?? 'waiting',
        percent: row.import_percent ?? 0,
        source: row.import_source ?? '',
        askedBy: row.asked_by,
        startedAt: row.started_at,
        seenAt: row.seen_at,
        problem: row.problem,
      };
