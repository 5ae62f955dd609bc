import type { Engine } from '#src/storage/engine.ts';
import { createPersonStore, erasureHash } from '#src/storage/person-store.ts';
import { removeTerritory, territoryHash } from '#src/storage/remove-territory.ts';

/** What was erased, by the hash of its id. */
export interface Erasure {
  readonly hash: string;
  readonly kind: string;
  readonly at: string;
}

/** What was erased in a copy, and is now erased again. */
export interface ErasedAgain {
  readonly territories: number;
  readonly people: number;
}

/**
 * Erases again, in a copy that is older, the people and the territories erased since. Returns how many there were.
 * @param erasures what the database that is replaced remembers
 */
export const eraseAgain = async (
  { db, atomically }: Pick<Engine, 'db' | 'atomically'>,
  erasures: readonly Erasure[],
): Promise<ErasedAgain> => {
  const byHash = new Map(erasures.map((erasure) => [erasure.hash, erasure]));
  const territories = (await db.selectFrom('territory').select('id').execute()).flatMap(({ id }) => {
    const erasure = byHash.get(territoryHash(id));
    return erasure ? [{ id, at: erasure.at }] : [];
  });
  const gone = new Set(territories.map(({ id }) => id));
  const people = (await db.selectFrom('person').select(['id', 'territory_id']).execute()).flatMap((row) => {
    const erasure = gone.has(row.territory_id) ? undefined : byHash.get(erasureHash(row.territory_id, row.id));
    return erasure ? [{ id: row.id, territoryId: row.territory_id, at: erasure.at }] : [];
  });
  await atomically(async (trx) => {
    for (const { id, at } of territories) await removeTerritory(trx, id, at);
    for (const { id, territoryId, at } of people) await createPersonStore(trx, territoryId).erase(id, at);
    // Those of people whom this copy never knew: a later restore of another one still needs them.
    for (const { hash, kind, at } of erasures)
      await trx
        .insertInto('erasure')
        .values({ id_hash: hash, subject_kind: kind, at })
        .onConflict((same) => same.column('id_hash').doNothing())
        .execute();
  });
  return { territories: territories.length, people: people.length };
};
