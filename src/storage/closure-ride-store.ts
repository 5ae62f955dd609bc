import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';
import type { ClosureRideStore } from '#src/territory/closure-ride-store.ts';

/** Rides during closures in the database; inside a transaction, `db` is the transaction. */
export const createClosureRideStore = (db: Kysely<Database>, territoryId: string): ClosureRideStore => ({
  async requestsWithRides(firstDay, lastDay) {
    const rows = await db
      .selectFrom('ride')
      .innerJoin('request', 'request.id', 'ride.request_id')
      .select('ride.request_id')
      .distinct()
      .where('ride.territory_id', '=', territoryId)
      .where('request.territory_id', '=', territoryId)
      .where('ride.state', '=', 'agreed')
      .where((is) =>
        is.or([
          is.and([is('ride.date', '>=', firstDay), is('ride.date', '<=', lastDay)]),
          // One that comes back every week: its last day, when it has one, is the request's.
          is.and([
            is('ride.date', 'is', null),
            is.or([is('request.last_day', 'is', null), is('request.last_day', '>=', firstDay)]),
            is.or([is('request.state', '=', 'open'), is('request.closing_reason', '=', 'regular-found')]),
          ]),
        ]),
      )
      .execute();
    return rows.map((row) => row.request_id);
  },
  async decided() {
    const rows = await db
      .selectFrom('closure_ride')
      .select('ride_id')
      .where('territory_id', '=', territoryId)
      .execute();
    return new Set(rows.map((row) => row.ride_id));
  },
  async decide(rideId, at, memberId) {
    const ride = await db
      .selectFrom('ride')
      .select('id')
      .where('territory_id', '=', territoryId)
      .where('id', '=', rideId)
      .executeTakeFirst();
    if (!ride) return;
    await db
      .insertInto('closure_ride')
      .values({ ride_id: rideId, territory_id: territoryId, decided_at: at, member_id: memberId })
      .onConflict((same) => same.column('ride_id').doNothing())
      .execute();
  },
});
