import type { Kysely } from 'kysely';
import {
  begunColumns,
  DONE_COLUMNS,
  importOf,
  placeColumns,
  runningSince,
  stoppedColumns,
} from '#src/storage/import-columns.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { TimetableFeedTable } from '#src/storage/schema/timetables.ts';
import { z } from 'zod';
import { feedReport } from '#src/sources/gtfs/feed-report.ts';
import type { FeedImport, FeedStore, TimetableFeed, TimetableInUse } from '#src/timetables-import/feed-store.ts';

/** The timetables of the territories in the database; inside a transaction, `db` is the transaction. */
export const createFeedStore = (db: Kysely<Database>): FeedStore => {
  const rows = () => db.selectFrom('timetable_feed').selectAll().orderBy('created_at').orderBy('id');
  const find = async (territoryId: string, feedId: string): Promise<TimetableFeed | undefined> => {
    const row = await rows().where('territory_id', '=', territoryId).where('id', '=', feedId).executeTakeFirst();
    return row && feedOf(row);
  };
  const update = (territoryId: string, changes: Partial<TimetableFeedTable>) =>
    db.updateTable('timetable_feed').set(changes).where('territory_id', '=', territoryId);

  /** Changes the row while this import is the one that runs. */
  const change = async (
    territoryId: string,
    importId: string,
    changes: Partial<TimetableFeedTable>,
  ): Promise<boolean> => {
    const { numUpdatedRows } = await update(territoryId, changes)
      .where('import_id', '=', importId)
      .where('import_state', '=', 'running')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  };

  return {
    list: async () => (await rows().execute()).map(feedOf),
    listOf: async (territoryId) => (await rows().where('territory_id', '=', territoryId).execute()).map(feedOf),
    find,
    async add({ id, territoryId, name, address, sealedLogin, createdAt }) {
      const feed = { id, territory_id: territoryId, name, address, sealed_login: sealedLogin, created_at: createdAt };
      const nothing = {
        live: '[]',
        etag: null,
        last_modified: null,
        checked_at: null,
        file: null,
        source: null,
        report: null,
      };
      const noDates = { first_date: null, last_date: null, built_at: null, started_at: null, seen_at: null };
      const noImport = { import_id: null, import_state: null, import_step: null, import_percent: null };
      await db
        .insertInto('timetable_feed')
        .values({ ...feed, ...nothing, ...noDates, ...noImport, import_label: null, asked_by: null, problem: null })
        .execute();
    },
    async setLive(territoryId, feedId, live) {
      await update(territoryId, { live: JSON.stringify(live) })
        .where('id', '=', feedId)
        .execute();
    },
    async remove(territoryId, feedId) {
      await db.deleteFrom('timetable_feed').where('territory_id', '=', territoryId).where('id', '=', feedId).execute();
    },
    async begin(territoryId, feedId, { id, label, askedBy, startedAt }, aliveSince) {
      const running = runningSince((await find(territoryId, feedId))?.lastImport, aliveSince);
      if (running) return running;
      await update(territoryId, { ...begunColumns({ id, askedBy, startedAt }), import_label: label })
        .where('id', '=', feedId)
        .execute();
      return null;
    },
    advance: (territoryId, importId, place) => change(territoryId, importId, placeColumns(place)),
    finish: (territoryId, importId, inUse, { etag, lastModified, checkedAt }, place) =>
      change(territoryId, importId, {
        ...(inUse === null ? {} : columnsOf(inUse)),
        ...(place && { address: place.address, sealed_login: place.sealedLogin, name: place.name }),
        etag,
        last_modified: lastModified,
        checked_at: checkedAt,
        ...DONE_COLUMNS,
      }),
    stop: (territoryId, importId, how) => change(territoryId, importId, stoppedColumns(how)),
  };
};

const columnsOf = ({ file, source, firstDate, lastDate, builtAt, report }: TimetableInUse) => ({
  file,
  source,
  first_date: firstDate,
  last_date: lastDate,
  built_at: builtAt,
  report: JSON.stringify(report),
});

const feedOf = (row: TimetableFeedTable): TimetableFeed => ({
  id: row.id,
  territoryId: row.territory_id,
  name: row.name,
  address: row.address,
  sealedLogin: row.sealed_login,
  live: liveSchema.parse(JSON.parse(row.live)),
  etag: row.etag,
  lastModified: row.last_modified,
  checkedAt: row.checked_at,
  inUse: inUseOf(row),
  lastImport: lastImportOf(row),
  createdAt: row.created_at,
});

const liveSchema = z.array(z.object({ address: z.string(), sealedLogin: z.string().nullable() }));

const inUseOf = (row: TimetableFeedTable): TimetableInUse | null => {
  const { file, source, first_date: firstDate, last_date: lastDate, built_at: builtAt, report } = row;
  if (file === null || source === null || firstDate === null || lastDate === null) return null;
  if (builtAt === null || report === null) return null;
  return { file, source, firstDate, lastDate, builtAt, report: feedReport.parse(JSON.parse(report)) };
};

const lastImportOf = (row: TimetableFeedTable): FeedImport | null => {
  const last = importOf(row);
  return last && { ...last, label: row.import_label ?? '' };
};
