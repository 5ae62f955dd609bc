import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { LocalPlaceStore, StoredLocalPlace } from '#src/places/local-place-store.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { LocalPlaceTable } from '#src/storage/schema/territory.ts';

const names = z.array(z.string().trim().min(1).max(120)).min(1).max(40);

const placeOf = (row: LocalPlaceTable): StoredLocalPlace => ({
  id: row.id,
  names: names.parse(JSON.parse(row.names)),
  kind: row.kind,
  communeCode: row.commune_code,
  point: { latitude: row.latitude, longitude: row.longitude },
  version: row.version,
});

const rowOf = (place: LocalPlace) => ({
  names: JSON.stringify(names.parse(place.names)),
  kind: place.kind,
  commune_code: place.communeCode,
  latitude: place.point.latitude,
  longitude: place.point.longitude,
});

const french = new Intl.Collator('fr', { numeric: true });

/** The own places of one territory in the database; inside a transaction, `db` is the transaction. */
export const createLocalPlaceStore = (db: Kysely<Database>, territoryId: string): LocalPlaceStore => ({
  async list() {
    const rows = await db.selectFrom('local_place').selectAll().where('territory_id', '=', territoryId).execute();
    return rows
      .map(placeOf)
      .toSorted((a, b) => french.compare(a.names[0] ?? '', b.names[0] ?? '') || (a.id < b.id ? -1 : 1));
  },
  async find(id) {
    const row = await db
      .selectFrom('local_place')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && placeOf(row);
  },
  async stamp() {
    const rows = await db
      .selectFrom('local_place')
      .select(['id', 'version'])
      .where('territory_id', '=', territoryId)
      .orderBy('id')
      .execute();
    return rows.map(({ id, version }) => `${id}:${version}`).join(' ');
  },
  async add(place, at) {
    await db
      .insertInto('local_place')
      .values({ id: place.id, territory_id: territoryId, ...rowOf(place), created_at: at, version: 1 })
      .execute();
  },
  async save(place) {
    const { numUpdatedRows } = await db
      .updateTable('local_place')
      .set({ ...rowOf(place), version: place.version + 1 })
      .where('territory_id', '=', territoryId)
      .where('id', '=', place.id)
      .where('version', '=', place.version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n ? 'saved' : 'changed-meanwhile';
  },
  async remove(id) {
    await db.deleteFrom('local_place').where('territory_id', '=', territoryId).where('id', '=', id).execute();
  },
});
