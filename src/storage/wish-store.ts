import type { Kysely } from 'kysely';
import { z } from 'zod';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { WishTable } from '#src/storage/schema/requests.ts';
import type { Found, Wish } from '#src/wishes/wish.ts';
import type { WishStore } from '#src/wishes/wish-store.ts';

const found: z.ZodType<readonly Found[]> = z.array(z.object({ driverId: z.string(), tripId: z.string().nullable() }));

const wishOf = (row: WishTable): Wish => ({
  wayId: row.way_id,
  requestId: row.request_id,
  state: row.state,
  found: found.parse(JSON.parse(row.found)),
  foundAt: row.found_at,
  requestVersion: row.request_version,
  lookedAt: row.looked_at,
  seenBy: row.seen_by,
});

/** The row of a wish; `wishOf` reads it back. */
export const wishRow = (territoryId: string, wish: Wish): WishTable => ({
  way_id: wish.wayId,
  territory_id: territoryId,
  request_id: wish.requestId,
  state: wish.state,
  found: JSON.stringify(found.parse(wish.found)),
  found_at: wish.foundAt,
  request_version: wish.requestVersion,
  looked_at: wish.lookedAt,
  seen_by: wish.seenBy,
});

/** The kept wishes of one territory in the database; inside a transaction, `db` is the transaction. */
export const createWishStore = (db: Kysely<Database>, territoryId: string): WishStore => {
  const rows = () => db.selectFrom('wish').selectAll().where('territory_id', '=', territoryId);
  const toTell = () => rows().where('state', '=', 'found').orderBy('found_at').orderBy('way_id');
  return {
    async list() {
      return (await rows().execute()).map(wishOf);
    },
    async found() {
      return (await toTell().execute()).map(wishOf);
    },
    async countFound() {
      return new Set((await toTell().execute()).map((row) => row.request_id)).size;
    },
    async keep(wish) {
      const { way_id: id, territory_id: owner, request_id: request, ...columns } = wishRow(territoryId, wish);
      await db
        .insertInto('wish')
        .values({ way_id: id, territory_id: owner, request_id: request, ...columns })
        .onConflict((same) => same.column('way_id').doUpdateSet(columns))
        .execute();
    },
    async forget(wayIds) {
      await inChunks(wayIds, async (some) => {
        await db.deleteFrom('wish').where('territory_id', '=', territoryId).where('way_id', 'in', some).execute();
        return [];
      });
    },
    async see(requestId, memberId) {
      await db
        .updateTable('wish')
        .set({ state: 'seen', seen_by: memberId })
        .where('territory_id', '=', territoryId)
        .where('request_id', '=', requestId)
        .where('state', '=', 'found')
        .execute();
    },
    async lastLook() {
      const row = await db
        .selectFrom('wish_look')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row && { day: row.day, tripChange: row.trip_change, volunteersChangedAt: row.volunteers_changed_at };
    },
    async noteLook({ day, tripChange, volunteersChangedAt }, at) {
      const columns = { day, trip_change: tripChange, volunteers_changed_at: volunteersChangedAt, looked_at: at };
      await db
        .insertInto('wish_look')
        .values({ territory_id: territoryId, ...columns })
        .onConflict((same) => same.column('territory_id').doUpdateSet(columns))
        .execute();
    },
    async now() {
      const change = await db
        .selectFrom('trip_change')
        .select('sequence')
        .where('territory_id', '=', territoryId)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      const volunteer = await db
        .selectFrom('volunteer')
        .select((is) => is.fn.max<string | null>('changed_at').as('at'))
        .where('territory_id', '=', territoryId)
        .executeTakeFirstOrThrow();
      return { tripChange: change?.sequence ?? 0, volunteersChangedAt: volunteer.at ?? '' };
    },
    async hasUnseenRequest() {
      const row = await db
        .selectFrom('request')
        .select('request.id')
        .where('request.territory_id', '=', territoryId)
        .where((is) => is.or([is('request.state', '=', 'open'), is('request.closing_reason', '=', 'no-solution')]))
        .where((is) =>
          is.or([
            // Changed since it was looked at, or never looked at and changed since the last look.
            is.exists(
              is
                .selectFrom('wish')
                .select('wish.way_id')
                .where('wish.territory_id', '=', territoryId)
                .whereRef('wish.request_id', '=', 'request.id')
                .whereRef('wish.request_version', '<>', 'request.version'),
            ),
            is.and([
              is.not(
                is.exists(
                  is
                    .selectFrom('wish')
                    .select('wish.way_id')
                    .where('wish.territory_id', '=', territoryId)
                    .whereRef('wish.request_id', '=', 'request.id'),
                ),
              ),
              is('request.updated_at', '>=', (is_) =>
                is_
                  .selectFrom('wish_look')
                  .select('wish_look.looked_at')
                  .where('wish_look.territory_id', '=', territoryId),
              ),
            ]),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
};
