import type { Kysely } from 'kysely';
import type { Outcome, RideDay } from '#src/requests/ride-day.ts';
import type { RideDayStore } from '#src/requests/ride-day-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { RideDayTable } from '#src/storage/schema/requests.ts';

const dayOf = (row: RideDayTable): RideDay => ({
  rideId: row.ride_id,
  date: row.date,
  outAt: row.out_at,
  homeAt: row.home_at,
  outcome: row.outcome,
  memberId: row.member_id,
  version: row.version,
});

/** What the team noted of the rides of one territory; inside a transaction, `db` is the transaction. */
export const createRideDayStore = (db: Kysely<Database>, territoryId: string): RideDayStore => {
  const between = (from: string, until: string) =>
    db
      .selectFrom('ride_day')
      .where('territory_id', '=', territoryId)
      .where('date', '>=', from)
      .where('date', '<=', until);

  return {
    async find(rideId, date) {
      const row = await db
        .selectFrom('ride_day')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('ride_id', '=', rideId)
        .where('date', '=', date)
        .executeTakeFirst();
      return row && dayOf(row);
    },
    async listBetween(from, until) {
      const rows = await between(from, until).selectAll().orderBy('date').orderBy('ride_id').execute();
      return rows.map(dayOf);
    },
    async save(day) {
      const version = day.version + 1;
      const changes = {
        out_at: day.outAt,
        home_at: day.homeAt,
        outcome: day.outcome,
        member_id: day.memberId,
        version,
      };
      await db
        .insertInto('ride_day')
        .values({ territory_id: territoryId, ride_id: day.rideId, date: day.date, ...changes })
        .onConflict((same) => same.columns(['ride_id', 'date']).doUpdateSet(changes))
        .execute();
      return { ...day, version };
    },
    async countOutcomes(from, until) {
      const rows = await between(from, until)
        .select(['outcome', (is) => is.fn.countAll<number>().as('number')])
        .where('outcome', 'is not', null)
        .groupBy('outcome')
        .execute();
      const count = (outcome: Outcome): number => rows.find((row) => row.outcome === outcome)?.number ?? 0;
      return { done: count('done'), 'not-done': count('not-done'), unknown: count('unknown') };
    },
    async forgetHoursBefore(day) {
      const { numUpdatedRows } = await db
        .updateTable('ride_day')
        .set((is) => ({ out_at: null, home_at: null, member_id: null, version: is('version', '+', 1) }))
        .where('territory_id', '=', territoryId)
        .where('date', '<', day)
        .where((is) =>
          is.or([is('out_at', 'is not', null), is('home_at', 'is not', null), is('member_id', 'is not', null)]),
        )
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
  };
};
