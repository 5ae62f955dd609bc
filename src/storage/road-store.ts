import type { Kysely } from 'kysely';
import type { RoadImport, RoadsInUse, RoadStore, TerritoryRoads } from '#src/roads-import/road-store.ts';
import {
  begunColumns,
  DONE_COLUMNS,
  importOf,
  placeColumns,
  runningSince,
  stoppedColumns,
} from '#src/storage/import-columns.ts';
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
      const running = runningSince((await find(territoryId))?.lastImport, aliveSince);
      if (running) return running;
      const started = { ...begunColumns({ id, askedBy, startedAt }), import_source: source };
      await db
        .insertInto('territory_roads')
        .values({ territory_id: territoryId, ...NO_FILE, ...started })
        .onConflict((conflict) => conflict.column('territory_id').doUpdateSet(started))
        .execute();
      return null;
    },
    advance: (territoryId, importId, place) => change(territoryId, importId, placeColumns(place)),
    finish: (territoryId, importId, { file, source, dataFrom, builtAt }) =>
      change(territoryId, importId, {
        file,
        source,
        data_from: dataFrom,
        built_at: builtAt,
        ...DONE_COLUMNS,
      }),
    stop: (territoryId, importId, how) => change(territoryId, importId, stoppedColumns(how)),
    async forget(territoryId) {
      await db.updateTable('territory_roads').set(NO_FILE).where('territory_id', '=', territoryId).execute();
    },
  };
};

const roadsOf = (row: TerritoryRoadsTable): TerritoryRoads => ({
  territoryId: row.territory_id,
  inUse: inUseOf(row),
  lastImport: lastImportOf(row),
});

const inUseOf = ({ file, source, data_from: dataFrom, built_at: builtAt }: TerritoryRoadsTable): RoadsInUse | null =>
  file === null || source === null || builtAt === null ? null : { file, source, dataFrom, builtAt };

const lastImportOf = (row: TerritoryRoadsTable): RoadImport | null => {
  const last = importOf(row);
  return last && { ...last, source: row.import_source ?? '' };
};
