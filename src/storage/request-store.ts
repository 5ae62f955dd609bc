import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely';
import type { Request } from '#src/requests/request.ts';
import { type RequestFilter, type RequestStore, StaleRequest } from '#src/requests/request-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import { requestInSight } from '#src/storage/in-sight.ts';
import { promiseRow, requestOf, requestRow, rideRow, wayRow } from '#src/storage/request-rows.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { RequestTable } from '#src/storage/schema/requests.ts';

const conditions =
  (territoryId: string, filter: RequestFilter) =>
  (is: ExpressionBuilder<Database, 'request'>): ExpressionWrapper<Database, 'request', SqlBool> => {
    const all = [is('territory_id', '=', territoryId)];
    if (filter.state) all.push(is('state', '=', filter.state));
    if (filter.ids) all.push(filter.ids.length > 0 ? is('id', 'in', filter.ids) : is.lit(false));
    if (filter.passengerIds) {
      all.push(filter.passengerIds.length > 0 ? is('passenger_id', 'in', filter.passengerIds) : is.lit(false));
    }
    if (filter.createdFrom) all.push(is('created_at', '>=', filter.createdFrom));
    if (filter.createdBefore) all.push(is('created_at', '<', filter.createdBefore));
    if (filter.closingReason) all.push(is('closing_reason', '=', filter.closingReason));
    if (filter.closedFrom) all.push(is('closed_at', '>=', filter.closedFrom));
    if (filter.reviewUntil) all.push(is('review_on', '<=', filter.reviewUntil));
    if (filter.lastDayFrom) all.push(is.or([is('last_day', '>=', filter.lastDayFrom), is('last_day', 'is', null)]));
    if (filter.seenBy) all.push(requestInSight(is, filter.seenBy));
    return is.and(all);
  };

const byRequest = <Row extends { request_id: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> =>
  Map.groupBy(rows, (row) => row.request_id);

/** The requests of one territory in the database; inside a transaction, `db` is the transaction. */
export const createRequestStore = (db: Kysely<Database>, territoryId: string): RequestStore => {
  const complete = async (rows: readonly RequestTable[]): Promise<readonly Request[]> => {
    const ids = rows.map((row) => row.id);
    const ways = byRequest(
      await inChunks(ids, async (some) =>
        db
          .selectFrom('way')
          .selectAll()
          .where('territory_id', '=', territoryId)
          .where('request_id', 'in', some)
          .execute(),
      ),
    );
    const rides = byRequest(
      await inChunks(ids, async (some) =>
        db
          .selectFrom('ride')
          .selectAll()
          .where('territory_id', '=', territoryId)
          .where('request_id', 'in', some)
          .execute(),
      ),
    );
    const settled = byRequest(
      await inChunks(ids, async (some) =>
        db
          .selectFrom('settled_otherwise')
          .selectAll()
          .where('territory_id', '=', territoryId)
          .where('request_id', 'in', some)
          .execute(),
      ),
    );
    const promises = byRequest(
      await inChunks(ids, async (some) =>
        db
          .selectFrom('promise')
          .selectAll()
          .where('territory_id', '=', territoryId)
          .where('request_id', 'in', some)
          .execute(),
      ),
    );
    return rows.map((request) =>
      requestOf({
        request,
        ways: ways.get(request.id) ?? [],
        rides: rides.get(request.id) ?? [],
        settled: settled.get(request.id) ?? [],
        promises: promises.get(request.id) ?? [],
      }),
    );
  };

  const list = async (filter: RequestFilter): Promise<readonly Request[]> => {
    let query = db
      .selectFrom('request')
      .selectAll()
      .where(conditions(territoryId, filter))
      .orderBy('created_at', 'desc')
      .orderBy('id');
    if (filter.limit !== undefined) query = query.limit(filter.limit);
    if (filter.offset !== undefined && filter.offset > 0)
      query = query.limit(filter.limit ?? 1_000_000).offset(filter.offset);
    return complete(await query.execute());
  };

  // Keys are written once: PostgreSQL would hold the whole row to write them again, against whoever refers to it, and two members
  // at work on one request would wait a second for one another.
  const writeParts = async (request: Request, byMember: string | null): Promise<void> => {
    for (const way of request.ways) {
      const { id, territory_id, request_id, direction, ...changes } = wayRow(request, way);
      await db
        .insertInto('way')
        .values({ id, territory_id, request_id, direction, ...changes })
        .onConflict((same) => same.column('id').doUpdateSet(changes))
        .execute();
    }
    // Cancelled rides first: one agreed ride per slot is a constraint of the table.
    for (const ride of request.rides.toSorted((a, b) => (a.state < b.state ? 1 : a.state > b.state ? -1 : 0))) {
      const { id, territory_id, request_id, created_at, created_by, ...changes } = rideRow(request, ride, byMember);
      await db
        .insertInto('ride')
        .values({ id, territory_id, request_id, created_at, created_by, ...changes })
        .onConflict((same) => same.column('id').doUpdateSet(changes))
        .execute();
    }
    await writeSettled(request, byMember);
    if (request.promise) {
      const { id, ...changes } = promiseRow(request, request.promise);
      await db
        .insertInto('promise')
        .values({ id, ...changes })
        .onConflict((same) => same.column('id').doUpdateSet({ due_at: changes.due_at, kept_at: changes.kept_at }))
        .execute();
    }
  };

  const writeSettled = async (request: Request, byMember: string | null): Promise<void> => {
    const kept = await db
      .selectFrom('settled_otherwise')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('request_id', '=', request.id)
      .execute();
    const wanted = new Map(request.settledOtherwise.map((one) => [`${one.wayId} ${one.slot}`, one]));
    for (const row of kept) {
      const still = wanted.get(`${row.way_id} ${row.slot}`);
      if (still?.reason === row.reason) wanted.delete(`${row.way_id} ${row.slot}`);
      else {
        await db
          .deleteFrom('settled_otherwise')
          .where('territory_id', '=', territoryId)
          .where('way_id', '=', row.way_id)
          .where('slot', '=', row.slot)
          .execute();
      }
    }
    for (const one of wanted.values()) {
      await db
        .insertInto('settled_otherwise')
        .values({
          way_id: one.wayId,
          territory_id: territoryId,
          request_id: request.id,
          slot: one.slot,
          reason: one.reason,
          at: request.updatedAt,
          member_id: byMember,
        })
        .execute();
    }
  };

  const find = async (id: string): Promise<Request | undefined> => (await list({ ids: [id] }))[0];

  const ours = (request: Request): void => {
    if (request.territoryId !== territoryId) throw new Error(`request ${request.id} belongs to another territory`);
  };

  return {
    find,
    list,
    async get(id) {
      const request = await find(id);
      if (!request) throw new Error(`no request ${id}`);
      return request;
    },
    async count(filter) {
      const { number } = await db
        .selectFrom('request')
        .select((is) => is.fn.countAll<number>().as('number'))
        .where(conditions(territoryId, filter))
        .executeTakeFirstOrThrow();
      return number;
    },
    async listOfDriver(driverId) {
      const rows = await db
        .selectFrom('ride')
        .select('request_id')
        .distinct()
        .where('territory_id', '=', territoryId)
        .where('driver_id', '=', driverId)
        .execute();
      const requests = await inChunks(
        rows.map((row) => row.request_id),
        async (ids) => list({ ids }),
      );
      return requests.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
    async add(request, byMember) {
      ours(request);
      await db
        .insertInto('request')
        .values({ ...requestRow(request, 1), reduced_at: null })
        .execute();
      await writeParts(request, byMember);
    },
    async save(request, byMember) {
      ours(request);
      const { id, territory_id: _, created_at: __, ...changes } = requestRow(request, request.version + 1);
      const { numUpdatedRows } = await db
        .updateTable('request')
        .set(changes)
        .where('territory_id', '=', territoryId)
        .where('id', '=', id)
        .where('version', '=', request.version)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new StaleRequest(id);
      await writeParts(request, byMember);
      return { ...request, version: request.version + 1 };
    },
  };
};
