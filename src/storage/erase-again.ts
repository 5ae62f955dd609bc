import type { Engine } from '#src/storage/engine.ts';
import { createPersonStore, erasureHash } from '#src/storage/person-store.ts';

/** What was erased, by the hash of its id. */
export interface Erasure {
  readonly hash: string;
  readonly at: string;
}

export const readErasures = async ({ db }: Pick<Engine, 'db'>): Promise<readonly Erasure[]> =>
  (await db.selectFrom('erasure').select(['id_hash', 'at']).execute()).map((row) => ({
    hash: row.id_hash,
    at: row.at,
  }));

/**
 * Erases again, in a copy that is older, the people who were erased since. Returns how many there were.
 * @param erasures what the database that is replaced remembers, and the copy's own
 */
export const eraseAgain = async (
  { db, atomically }: Pick<Engine, 'db' | 'atomically'>,
  erasures: readonly Erasure[],
): Promise<number> => {
  const byHash = new Map(erasures.map((erasure) => [erasure.hash, erasure]));
  const people = await db.selectFrom('person').select(['id', 'territory_id']).execute();
  const erased = people.flatMap(({ id, territory_id: territoryId }) => {
    const erasure = byHash.get(erasureHash(territoryId, id));
    return erasure ? [{ id, territoryId, at: erasure.at }] : [];
  });
  await atomically(async (trx) => {
    for (const { id, territoryId, at } of erased) await createPersonStore(trx, territoryId).erase(id, at);
    // Those of people whom this copy never knew: a later restore of another one still needs them.
    for (const { hash, at } of erasures)
      await trx
        .insertInto('erasure')
        .values({ id_hash: hash, subject_kind: 'person', at })
        .onConflict((same) => same.column('id_hash').doNothing())
        .execute();
  });
  return erased.length;
};
