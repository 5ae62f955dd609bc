import type { Kysely } from 'kysely';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { TripTable } from '#src/storage/schema/trips.ts';
import { recordTripChange } from '#src/storage/trip-changes.ts';
import { formatTripRow, parseTripRow } from '#src/storage/trip-row.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { TripStore } from '#src/trips/trip-store.ts';
import type { Trip } from '#src/trips/trip.ts';

const activeFirst = (a: Trip, b: Trip): number => {
  if (a.state !== b.state) return a.state === 'active' ? -1 : 1;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  // A return stands after the trip it belongs to.
  if ((a.returnOf === null) !== (b.returnOf === null)) return a.returnOf === null ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

const parsed = (found: readonly TripTable[]): readonly Trip[] => found.map(parseTripRow);

/** The trips of one territory in the database; inside a transaction, `db` is the transaction. */
export const createTripStore = (db: Kysely<Database>, territoryId: string): TripStore => {
  const rows = () => db.selectFrom('trip').selectAll().where('territory_id', '=', territoryId);
  const ours = (trip: Trip): void => {
    if (trip.territoryId !== territoryId) throw new Error(`trip ${trip.id} belongs to another territory`);
  };
  const findMany = async (ids: readonly string[]): Promise<readonly Trip[]> =>
    parsed(await inChunks(ids, async (some) => rows().where('id', 'in', some).execute()));
  const find = async (id: string): Promise<Trip | undefined> => (await findMany([id]))[0];
  const ofDrivers = async (ids: readonly string[]): Promise<readonly Trip[]> =>
    parsed(await inChunks(ids, async (some) => rows().where('driver_id', 'in', some).execute())).toSorted(activeFirst);

  return {
    find,
    findMany,
    ofDrivers,
    async ofDriver(driverId) {
      return ofDrivers([driverId]);
    },
    async countTouching(communeCodes) {
      const codes = new Set(communeCodes);
      const active = parsed(await rows().where('state', '=', 'active').execute());
      return active.filter(({ stops }) => [stops[0], stops.at(-1)].some((stop) => stop && codes.has(stop.communeCode)))
        .length;
    },
    async get(id) {
      const trip = await find(id);
      if (!trip) throw new Error(`no trip ${id}`);
      return trip;
    },
    async add(trip) {
      ours(trip);
      await db
        .insertInto('trip')
        .values({ ...formatTripRow(trip, trip.createdAt), version: 1 })
        .execute();
      await recordTripChange(db, territoryId, [trip.id], trip.createdAt);
    },
    async change(trip, at) {
      ours(trip);
      const { id: _, territory_id: __, created_at: ___, ...columns } = formatTripRow(trip, at);
      const { numUpdatedRows } = await db
        .updateTable('trip')
        .set({ ...columns, version: trip.version + 1 })
        .where('territory_id', '=', territoryId)
        .where('id', '=', trip.id)
        .where('version', '=', trip.version)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return 'stale';
      await recordTripChange(db, territoryId, [trip.id], at);
      return 'changed';
    },
    async oneOffsBefore(day) {
      return parsed(
        await rows().where('kind', '=', 'one-off').where('state', '=', 'active').where('date', '<', day).execute(),
      );
    },
    async unconfirmed({ confirmedBefore, askedAtLeast, restsSince }) {
      return parsed(
        await rows()
          .where('kind', '=', 'regular')
          .where('state', '=', 'active')
          .where('confirmed_at', '<', confirmedBefore)
          .where('times_asked', '>=', askedAtLeast)
          .where('updated_at', '<', restsSince)
          .where((is) => is.or([is('paused_until', 'is', null), is('paused_until', '<>', UNTIL_FURTHER_NOTICE)]))
          .execute(),
      );
    },
    async stoppedBefore(at) {
      return parsed(await rows().where('state', '=', 'stopped').where('updated_at', '<', at).execute());
    },
  };
};
