import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';

/** A trip to read again. */
export interface TripChange {
  readonly territoryId: string;
  readonly tripId: string;
}

/** A place in the table of changes, that moves forward. */
export interface TripChangeCursor {
  /** The changes committed since the last call; the first call only takes its place. */
  readonly next: () => Promise<readonly TripChange[]>;
}

export interface CursorOptions {
  /**
   * PostgreSQL numbers a change before the commit that shows it: a number may come after higher ones. SQLite has one
   * writer, and never does.
   */
  readonly late: boolean;
  /** A clock that only goes forward, in milliseconds. */
  readonly elapsed: () => number;
}

/** A missing number is waited for this long (a transaction left idle is ended after 60 seconds), then it was rolled back. */
const LATE_COMMIT_MILLISECONDS = 10 * 60_000;
/** How far back missing numbers are looked for at the start, for the transactions then under way. */
const LOOK_BACK = 1000;
/** Missing numbers asked for one by one; beyond, the whole range is read again. */
const MOST_NAMED = 500;

export const createTripChangeCursor = (db: Kysely<Database>, { late, elapsed }: CursorOptions): TripChangeCursor => {
  /** The highest number seen; -1 before the start. */
  let last = -1;
  /** The numbers below it not seen yet, with the time they were first missed: in order of number and of time. */
  const missing = new Map<number, number>();

  const start = async (): Promise<void> => {
    const highest = await db
      .selectFrom('trip_change')
      .select((is) => is.fn.max('sequence').as('sequence'))
      .executeTakeFirst();
    const to = highest?.sequence ?? 0;
    const from = Math.max(1, to - LOOK_BACK);
    const rows = await db
      .selectFrom('trip_change')
      .select('sequence')
      .where('sequence', '>=', from)
      .where('sequence', '<=', to)
      .execute();
    miss(from, to, new Set(rows.map((row) => row.sequence)));
    last = to;
  };

  const miss = (from: number, to: number, present: ReadonlySet<number>): void => {
    const now = elapsed();
    if (late) for (let number = from; number <= to; number += 1) if (!present.has(number)) missing.set(number, now);
  };

  const forget = (): void => {
    const now = elapsed();
    for (const [number, since] of missing) {
      if (now - since < LATE_COMMIT_MILLISECONDS) break;
      missing.delete(number);
    }
  };

  const unseen = async () => {
    const rows = db.selectFrom('trip_change').select(['sequence', 'territory_id', 'trip_id']).orderBy('sequence');
    const [firstMissing] = missing.keys();
    if (firstMissing === undefined) return rows.where('sequence', '>', last).execute();
    if (missing.size > MOST_NAMED) return rows.where('sequence', '>=', firstMissing).execute();
    return rows.where((is) => is.or([is('sequence', '>', last), is('sequence', 'in', [...missing.keys()])])).execute();
  };

  return {
    next: async () => {
      if (last < 0) {
        await start();
        return [];
      }
      forget();
      const fresh = (await unseen()).filter((row) => row.sequence > last || missing.delete(row.sequence));
      const highest = fresh.at(-1)?.sequence ?? last;
      if (highest > last) {
        miss(last + 1, highest, new Set(fresh.map((row) => row.sequence)));
        last = highest;
      }
      return fresh.map((row) => ({ territoryId: row.territory_id, tripId: row.trip_id }));
    },
  };
};
