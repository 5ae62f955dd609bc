import { type Kysely, sql } from 'kysely';
import type { FiguresStore, MonthFigures } from '#src/figures/figures-store.ts';
import { addTallies, countsOf } from '#src/figures/month-tally.ts';
import { countedRequests } from '#src/storage/request-facts.ts';
import { CLOSING_REASONS, type ClosingReason } from '#src/requests/request.ts';
import type { Database } from '#src/storage/schema/database.ts';

interface Month {
  month: string;
  requests: number;
  endings: Partial<Record<ClosingReason | 'open', number>>;
  rides: number;
  kilometres: number;
  calls: number;
  promises: number;
  promisesKept: number;
}

const emptyMonth = (month: string): Month => ({
  month,
  requests: 0,
  endings: {},
  rides: 0,
  kilometres: 0,
  calls: 0,
  promises: 0,
  promisesKept: 0,
});

const isEnding = (text: string): text is ClosingReason | 'open' =>
  text === 'open' || CLOSING_REASONS.some((reason) => reason === text);

const monthOf = (column: string) => sql<string>`substr(${sql.ref(column)}, 1, 7)`;

/** Counts in the database: what is there now, and what retention left of what it erased. */
export const createFiguresStore = (db: Kysely<Database>, territoryId: string): FiguresStore => ({
  async standing() {
    const count = sql<number>`count(*)`.as('count');
    const welcomed = db
      .selectFrom('driver')
      .innerJoin('person', 'person.id', 'driver.person_id')
      .where('driver.territory_id', '=', territoryId)
      .where('person.territory_id', '=', territoryId)
      .where('person.set_aside_reason', 'is', null);
    const [drivers, toWelcome, trips, requests] = await Promise.all([
      welcomed.select(count).where('driver.welcomed_on', 'is not', null).executeTakeFirstOrThrow(),
      welcomed.select(count).where('driver.welcomed_on', 'is', null).executeTakeFirstOrThrow(),
      db
        .selectFrom('trip')
        .select(count)
        .where('territory_id', '=', territoryId)
        .where('state', '=', 'active')
        .executeTakeFirstOrThrow(),
      db
        .selectFrom('request')
        .select(count)
        .where('territory_id', '=', territoryId)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow(),
    ]);
    return {
      drivers: drivers.count,
      driversToWelcome: toWelcome.count,
      trips: trips.count,
      openRequests: requests.count,
    };
  },

  async tally(month, now) {
    const rows = await db
      .selectFrom('request')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('created_at', '>=', month)
      // After every instant of the month, which is followed by a hyphen.
      .where('created_at', '<', `${month}~`)
      .execute();
    const counted = await countedRequests(db, territoryId, rows, now);
    const kept = await db
      .selectFrom('monthly_count')
      .select(['key', 'number'])
      .where('territory_id', '=', territoryId)
      .where('month', '=', month)
      .execute();
    return addTallies(
      ...counted.map(({ fact }) => countsOf(fact)),
      new Map([['person', new Set(counted.map(({ passengerId }) => passengerId)).size]]),
      new Map(kept.map(({ key, number }) => [key, number])),
    );
  },
  async activeDrivers(month) {
    const { drivers } = await db
      .selectFrom('ride')
      .select(sql<number>`count(distinct driver_id)`.as('drivers'))
      .where('territory_id', '=', territoryId)
      .where('state', '=', 'agreed')
      .where('date', '>=', month)
      .where('date', '<', `${month}~`)
      .executeTakeFirstOrThrow();
    return drivers;
  },

  async months(from) {
    const months = new Map<string, Month>();
    const at = (month: string): Month => {
      const known = months.get(month) ?? emptyMonth(month);
      months.set(month, known);
      return known;
    };
    const end = (month: Month, ending: string, count: number): void => {
      if (isEnding(ending)) month.endings[ending] = (month.endings[ending] ?? 0) + count;
    };
    const total = sql<number>`count(*)`.as('total');

    const requests = await db
      .selectFrom('request')
      .select([monthOf('created_at').as('month'), 'closing_reason', total])
      .where('territory_id', '=', territoryId)
      .where('created_at', '>=', from)
      .groupBy([monthOf('created_at'), 'closing_reason'])
      .execute();
    for (const row of requests) {
      const month = at(row.month);
      month.requests += row.total;
      end(month, row.closing_reason ?? 'open', row.total);
    }
    // The day driven when it is known, else the day agreed.
    const day = sql<string>`substr(coalesce(date, created_at), 1, 7)`;
    const rides = await db
      .selectFrom('ride')
      .select([day.as('month'), total, sql<number>`coalesce(sum(kilometres), 0)`.as('kilometres')])
      .where('territory_id', '=', territoryId)
      .where('state', '=', 'agreed')
      .where(sql<string>`coalesce(date, created_at)`, '>=', from.slice(0, 10))
      .groupBy(day)
      .execute();
    for (const row of rides) {
      at(row.month).rides += row.total;
      at(row.month).kilometres += row.kilometres;
    }
    const calls = await db
      .selectFrom('call')
      .select([monthOf('at').as('month'), total])
      .where('territory_id', '=', territoryId)
      .where('at', '>=', from)
      .groupBy(monthOf('at'))
      .execute();
    for (const row of calls) at(row.month).calls += row.total;
    const promises = await db
      .selectFrom('promise')
      .select([
        monthOf('due_at').as('month'),
        total,
        sql<number>`coalesce(sum(case when kept_at <= due_at then 1 else 0 end), 0)`.as('kept'),
      ])
      .where('territory_id', '=', territoryId)
      .where('due_at', '>=', from)
      .groupBy(monthOf('due_at'))
      .execute();
    for (const row of promises) {
      at(row.month).promises += row.total;
      at(row.month).promisesKept += row.kept;
    }
    const kept = await db
      .selectFrom('monthly_count')
      .select(['month', 'key', 'number'])
      .where('territory_id', '=', territoryId)
      .where('month', '>=', from.slice(0, 7))
      .execute();
    for (const row of kept) {
      const month = at(row.month);
      if (row.key === 'request') month.requests += row.number;
      else if (row.key === 'ride') month.rides += row.number;
      else if (row.key === 'ride-kilometres') month.kilometres += row.number;
      else if (row.key.startsWith('request-closed:')) end(month, row.key.slice('request-closed:'.length), row.number);
    }
    return [...months.values()].toSorted((a, b) => (a.month < b.month ? 1 : -1)) satisfies readonly MonthFigures[];
  },
});
