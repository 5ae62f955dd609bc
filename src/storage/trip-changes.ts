import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Rows in one statement: SQLite takes 32,766 bound values. */
const ROWS_AT_ONCE = 5000;

/**
 * Says that these trips, written or removed in this transaction, have to be read again by whoever keeps them in memory
 * (design decision 14). Called in the same transaction as the write.
 */
export const recordTripChange = async (
  trx: Transaction<Database> | Kysely<Database>,
  territoryId: string,
  tripIds: readonly string[],
  at: IsoInstant,
): Promise<void> => {
  for (let start = 0; start < tripIds.length; start += ROWS_AT_ONCE) {
    const rows = tripIds
      .slice(start, start + ROWS_AT_ONCE)
      .map((id) => ({ territory_id: territoryId, trip_id: id, at }));
    await trx.insertInto('trip_change').values(rows).execute();
  }
};

/**
 * The same for all trips of these drivers, and for what they offer on purpose: what their card shows changed (name, consent,
 * welcome, set aside). Before a driver is removed, not after: their trips go with them.
 */
export const recordDriverChange = async (
  trx: Transaction<Database> | Kysely<Database>,
  territoryId: string,
  driverIds: readonly string[],
  at: IsoInstant,
): Promise<void> => {
  for (let start = 0; start < driverIds.length; start += ROWS_AT_ONCE) {
    await trx
      .updateTable('volunteer')
      .set({ changed_at: at })
      .where('territory_id', '=', territoryId)
      .where('person_id', 'in', driverIds.slice(start, start + ROWS_AT_ONCE))
      .execute();
    const trips = await trx
      .selectFrom('trip')
      .select('id')
      .where('territory_id', '=', territoryId)
      .where('driver_id', 'in', driverIds.slice(start, start + ROWS_AT_ONCE))
      .execute();
    await recordTripChange(
      trx,
      territoryId,
      trips.map((trip) => trip.id),
      at,
    );
  }
};
