import type { Kysely, Transaction } from 'kysely';
import { OWNED_TABLES } from '#src/storage/moved-tables.ts';
import { erasureHash } from '#src/storage/person-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { recordTripChange } from '#src/storage/trip-changes.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** By which a territory that was erased is known again in a backup. */
export const territoryHash = (territoryId: string): string => erasureHash(territoryId, '');

/** Erases all that is kept of a territory, and the members who are of no other. */
export const removeTerritory = async (
  trx: Transaction<Database>,
  territoryId: string,
  at: IsoInstant,
): Promise<void> => {
  const trips = await trx.selectFrom('trip').select('id').where('territory_id', '=', territoryId).execute();
  await forgetNeighbour(trx, territoryId, at);
  const members = await membersOfNoOther(trx, territoryId);
  for (const table of OWNED_TABLES)
    await trx
      .deleteFrom(table)
      .where('territory_id' as never, '=', territoryId as never)
      .execute();
  await trx.deleteFrom('territory').where('id', '=', territoryId).execute();
  for (const id of members) await trx.deleteFrom('member').where('id', '=', id).execute();
  // Whoever keeps them in memory, another process too, has to forget them: ids, and nothing else.
  await recordTripChange(
    trx,
    territoryId,
    trips.map(({ id }) => id),
    at,
  );
  await trx
    .insertInto('erasure')
    .values({ id_hash: territoryHash(territoryId), subject_kind: 'territory', at })
    .onConflict((same) => same.column('id_hash').doNothing())
    .execute();
};

/** Its neighbours no longer have it: what was read of them before no longer holds. */
const forgetNeighbour = async (trx: Kysely<Database>, territoryId: string, at: IsoInstant): Promise<void> => {
  const rows = await trx
    .selectFrom('neighbour_agreement')
    .select(['territory_id', 'neighbour_id'])
    .where((where) => where.or([where('territory_id', '=', territoryId), where('neighbour_id', '=', territoryId)]))
    .execute();
  const others = new Set(rows.map((row) => (row.territory_id === territoryId ? row.neighbour_id : row.territory_id)));
  await trx.deleteFrom('neighbour_agreement').where('neighbour_id', '=', territoryId).execute();
  for (const id of others)
    await trx
      .updateTable('territory')
      .set((set) => ({ version: set('version', '+', 1), updated_at: at }))
      .where('id', '=', id)
      .execute();
};

/** Who runs the instance stays, member or not. */
const membersOfNoOther = async (trx: Kysely<Database>, territoryId: string): Promise<readonly string[]> => {
  const rows = await trx
    .selectFrom('membership')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .select('member.id')
    .where('membership.territory_id', '=', territoryId)
    .where('member.host', '=', 0)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('membership as other')
            .select('other.member_id')
            .whereRef('other.member_id', '=', 'membership.member_id')
            .where('other.territory_id', '<>', territoryId),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
};
