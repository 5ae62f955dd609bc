import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';

/** Adds to a count that outlives what it counts: no name, no place, a month 'YYYY-MM' and a key. */
export const addToMonth = async (
  db: Kysely<Database>,
  territoryId: string,
  month: string,
  key: string,
  number: number,
): Promise<void> => {
  await db
    .insertInto('monthly_count')
    .values({ territory_id: territoryId, month, key, number })
    .onConflict((same) =>
      same
        .columns(['territory_id', 'month', 'key'])
        .doUpdateSet((is) => ({ number: is('monthly_count.number', '+', number) })),
    )
    .execute();
};
