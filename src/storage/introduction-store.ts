import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { ASKED_ANSWERS, type Asking, type Call, type Introduction } from '#src/introductions/introduction.ts';
import { type Asked, type IntroductionStore, StaleIntroduction } from '#src/introductions/introduction-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import { booleanOf, flagOf } from '#src/storage/request-rows.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { CallTable, IntroductionTable } from '#src/storage/schema/introductions.ts';

const slots = z.array(z.string());

type Row = Selectable<IntroductionTable>;
const asking: z.ZodType<Asking> = z.object({
  by: z.enum(['sms', 'email']),
  rank: z.number().int(),
  memberId: z.string().nullable(),
  at: z.string(),
  code: z.string().nullable(),
  tries: z.number().int(),
  until: z.string(),
  answer: z.enum(ASKED_ANSWERS).nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.enum(['link', 'sms']).nullable(),
  // Questions sent before volunteers were asked by messages say nothing of it.
  waits: z.boolean().default(false),
  thankedAt: z.string().nullable(),
});

const callOf = (row: CallTable): Call => ({
  id: row.id,
  at: row.at,
  memberId: row.member_id,
  answer: row.answer,
  callAgainOn: row.call_again_on,
  note: row.note,
});

const introductionOf = (row: Row, calls: readonly CallTable[]): Introduction => ({
  id: row.id,
  requestId: row.request_id,
  wayId: row.way_id,
  slots: slots.parse(JSON.parse(row.slots)),
  driverId: row.driver_id,
  tripId: row.trip_id,
  regime: row.regime,
  state: row.state,
  callAgainOn: row.call_again_on,
  driverNumberShared: booleanOf(row.driver_number_shared),
  calls: calls.toSorted((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1)).map(callOf),
  asking: row.asking === null ? null : asking.parse(JSON.parse(row.asking)),
  createdAt: row.created_at,
  version: row.version,
});

const changesOf = (introduction: Introduction) => ({
  slots: JSON.stringify(slots.parse(introduction.slots)),
  trip_id: introduction.tripId,
  regime: introduction.regime,
  state: introduction.state,
  call_again_on: introduction.callAgainOn,
  driver_number_shared: flagOf(introduction.driverNumberShared),
  asking: introduction.asking && JSON.stringify(asking.parse(introduction.asking)),
});

const byCreation = (a: Row, b: Row): number => (a.created_at + a.id < b.created_at + b.id ? -1 : 1);

/** The introductions of one territory in the database; inside a transaction, `db` is the transaction. */
export const createIntroductionStore = (db: Kysely<Database>, territoryId: string): IntroductionStore => {
  const complete = async (rows: readonly Row[]): Promise<readonly Introduction[]> => {
    if (rows.length === 0) return [];
    const calls = await inChunks(
      rows.map((row) => row.id),
      async (ids) =>
        db
          .selectFrom('call')
          .selectAll()
          .where('territory_id', '=', territoryId)
          .where('introduction_id', 'in', ids)
          .execute(),
    );
    const ofEach = Map.groupBy(calls, (call) => call.introduction_id);
    return rows.toSorted(byCreation).map((row) => introductionOf(row, ofEach.get(row.id) ?? []));
  };

  const all = () =>
    db.selectFrom('introduction').selectAll('introduction').where('introduction.territory_id', '=', territoryId);

  const addCalls = async (introduction: Introduction, kept: ReadonlySet<string>): Promise<void> => {
    for (const call of introduction.calls) {
      if (kept.has(call.id)) continue;
      await db
        .insertInto('call')
        .values({
          id: call.id,
          territory_id: territoryId,
          introduction_id: introduction.id,
          driver_id: introduction.driverId,
          at: call.at,
          member_id: call.memberId,
          answer: call.answer,
          call_again_on: call.callAgainOn,
          note: call.note,
        })
        .execute();
    }
  };

  return {
    async find(id) {
      return (await complete(await all().where('introduction.id', '=', id).execute()))[0];
    },
    async listOfRequests(requestIds) {
      return complete(await inChunks(requestIds, async (ids) => all().where('request_id', 'in', ids).execute()));
    },
    async listOfDriver(driverId) {
      return complete(await all().where('introduction.driver_id', '=', driverId).execute());
    },
    async listPending(driverIds) {
      const pending = () =>
        all()
          .innerJoin('request', (join) =>
            join
              .onRef('request.territory_id', '=', 'introduction.territory_id')
              .onRef('request.id', '=', 'introduction.request_id'),
          )
          .where('request.state', '=', 'open')
          .where('introduction.state', '=', 'asked');
      return complete(
        await inChunks(driverIds, async (ids) => pending().where('introduction.driver_id', 'in', ids).execute()),
      );
    },
    async listToCallAgain(until) {
      return complete(
        await all()
          .innerJoin('request', (join) =>
            join
              .onRef('request.territory_id', '=', 'introduction.territory_id')
              .onRef('request.id', '=', 'introduction.request_id'),
          )
          .where('request.state', '=', 'open')
          .where('introduction.state', '=', 'call-again')
          .where('introduction.call_again_on', '<=', until)
          .execute(),
      );
    },
    async asked(driverIds, since) {
      const rows = await inChunks(driverIds, async (ids) =>
        db
          .selectFrom('call')
          .select((is) => [
            'driver_id',
            is.fn.max<string>('at').as('last_at'),
            is.fn.sum<number>(is.case().when('at', '>=', since).then(is.lit(1)).else(is.lit(0)).end()).as('times'),
          ])
          .where('territory_id', '=', territoryId)
          .where('driver_id', 'in', ids)
          .groupBy('driver_id')
          .execute(),
      );
      const byMessage = await inChunks(driverIds, async (ids) =>
        db
          .selectFrom('introduction')
          .select((is) => [
            'driver_id',
            is.fn.max<string>('created_at').as('last_at'),
            is.fn
              .sum<number>(is.case().when('created_at', '>=', since).then(is.lit(1)).else(is.lit(0)).end())
              .as('times'),
          ])
          .where('territory_id', '=', territoryId)
          .where('driver_id', 'in', ids)
          .where('asking', 'is not', null)
          .groupBy('driver_id')
          .execute(),
      );
      const found = new Map<string, Asked>();
      for (const row of [...rows, ...byMessage]) {
        const known = found.get(row.driver_id);
        found.set(row.driver_id, {
          lastAt: known && known.lastAt > row.last_at ? known.lastAt : row.last_at,
          times: (known?.times ?? 0) + row.times,
        });
      }
      return found;
    },
    async onPurpose(since, exceptRequest) {
      const rows = await db
        .selectFrom('introduction')
        .select((is) => [
          'driver_id',
          is.fn.count<number>('request_id').distinct().as('asked'),
          is.fn
            .count<number>(is.case().when('state', '=', 'yes').then(is.ref('request_id')).end())
            .distinct()
            .as('agreed'),
        ])
        .where('territory_id', '=', territoryId)
        .where('regime', '=', 'on-purpose')
        .where('state', '<>', 'not-reached')
        .where('created_at', '>=', since)
        .where('request_id', '<>', exceptRequest)
        .groupBy('driver_id')
        .execute();
      return new Map(rows.map(({ driver_id: id, asked, agreed }) => [id, { asked, agreed }]));
    },
    async add(introduction) {
      await db
        .insertInto('introduction')
        .values({
          id: introduction.id,
          territory_id: territoryId,
          request_id: introduction.requestId,
          way_id: introduction.wayId,
          driver_id: introduction.driverId,
          ...changesOf(introduction),
          created_at: introduction.createdAt,
          updated_at: introduction.createdAt,
          version: 1,
        })
        .execute();
      await addCalls(introduction, new Set());
    },
    async save(introduction, at) {
      const { numUpdatedRows } = await db
        .updateTable('introduction')
        .set({ ...changesOf(introduction), updated_at: at, version: introduction.version + 1 })
        .where('territory_id', '=', territoryId)
        .where('id', '=', introduction.id)
        .where('version', '=', introduction.version)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new StaleIntroduction(introduction.id);
      const kept = await db
        .selectFrom('call')
        .select('id')
        .where('territory_id', '=', territoryId)
        .where('introduction_id', '=', introduction.id)
        .execute();
      await addCalls(introduction, new Set(kept.map((call) => call.id)));
      return { ...introduction, version: introduction.version + 1 };
    },
    async giveTo(fromDriverId, toDriverId, at) {
      await db
        .updateTable('introduction')
        .set((is) => ({ driver_id: toDriverId, updated_at: at, version: is('version', '+', 1) }))
        .where('territory_id', '=', territoryId)
        .where('driver_id', '=', fromDriverId)
        .execute();
      await db
        .updateTable('call')
        .set({ driver_id: toDriverId })
        .where('territory_id', '=', territoryId)
        .where('driver_id', '=', fromDriverId)
        .execute();
    },
  };
};
