import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Person } from '#src/people/person.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import { forgetMessagesAbout } from '#src/storage/outbox-erasure.ts';
import { completePeople, personColumns, phoneRows } from '#src/storage/person-rows.ts';
import { searchPeople } from '#src/storage/person-search.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { recordDriverChange } from '#src/storage/trip-changes.ts';

/** What `erasure` keeps of an id: enough to recognise it in a restored copy, nothing to read. */
export const erasureHash = (territoryId: string, subjectId: string): string =>
  createHash('sha256').update(`${territoryId} ${subjectId}`).digest('hex');

/** The people of one territory in the database; inside a transaction, `db` is the transaction. */
export const createPersonStore = (db: Kysely<Database>, territoryId: string): PersonStore => {
  const findMany = async (ids: readonly string[]): Promise<readonly Person[]> => {
    const rows = await inChunks(ids, async (some) =>
      db.selectFrom('person').selectAll().where('territory_id', '=', territoryId).where('id', 'in', some).execute(),
    );
    return completePeople(db, territoryId, rows);
  };
  const find = async (id: string): Promise<Person | undefined> => (await findMany([id]))[0];
  const ours = (person: Person): void => {
    if (person.territoryId !== territoryId) throw new Error(`person ${person.id} belongs to another territory`);
  };
  const addPhones = async (person: Person): Promise<void> => {
    const phones = phoneRows(person);
    if (phones.length > 0) await db.insertInto('person_phone').values(phones).execute();
  };

  return {
    find,
    findMany,
    async get(id) {
      const person = await find(id);
      if (!person) throw new Error(`no person ${id}`);
      return person;
    },
    async withNumber(number) {
      const rows = await db
        .selectFrom('person_phone')
        .select('person_id')
        .where('territory_id', '=', territoryId)
        .where('number', '=', number)
        .execute();
      // Not `distinct`: SQLite would go through every phone of the territory in the order of people.
      return findMany([...new Set(rows.map((row) => row.person_id))]);
    },
    async withEmail(address) {
      if (!address.includes('@')) return [];
      const rows = await db
        .selectFrom('person')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where((is) => is(is.fn<string>('lower', ['email']), '=', address.trim().toLowerCase()))
        .execute();
      return completePeople(db, territoryId, rows);
    },
    mayChange: async () => true,
    async search(text, limit) {
      return completePeople(db, territoryId, await searchPeople(db, territoryId, text, limit));
    },
    async add(person) {
      ours(person);
      await db
        .insertInto('person')
        .values({
          id: person.id,
          territory_id: territoryId,
          ...personColumns(person, person.createdAt),
          warned: 0,
          created_at: person.createdAt,
          version: 1,
        })
        .execute();
      await addPhones(person);
    },
    async change(person, at) {
      ours(person);
      const { numUpdatedRows } = await db
        .updateTable('person')
        .set({ ...personColumns(person, at), version: person.version + 1 })
        .where('territory_id', '=', territoryId)
        .where('id', '=', person.id)
        .where('version', '=', person.version)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return 'stale';
      await db
        .deleteFrom('person_phone')
        .where('territory_id', '=', territoryId)
        .where('person_id', '=', person.id)
        .execute();
      await addPhones(person);
      await recordDriverChange(db, territoryId, [person.id], at);
      return 'changed';
    },
    async touch(id, at) {
      await db
        .updateTable('person')
        .set({ last_contact_at: at, warned: 0 })
        .where('territory_id', '=', territoryId)
        .where('id', '=', id)
        .where('last_contact_at', '<=', at)
        .execute();
    },
    async erase(id, at) {
      await recordDriverChange(db, territoryId, [id], at);
      await forgetMessagesAbout(db, territoryId, id, at);
      await db.deleteFrom('link').where('territory_id', '=', territoryId).where('subject_id', '=', id).execute();
      await db.deleteFrom('person').where('territory_id', '=', territoryId).where('id', '=', id).execute();
      await db
        .insertInto('erasure')
        .values({ id_hash: erasureHash(territoryId, id), subject_kind: 'person', at })
        .onConflict((same) => same.column('id_hash').doNothing())
        .execute();
    },
  };
};
