import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { ConsentAnswer, DriverFilter, DriverQuery, DriverStore } from '#src/people/driver-store.ts';
import type { Consents, Driver } from '#src/people/person.ts';
import { inChunks } from '#src/storage/chunks.ts';
import { completePeople } from '#src/storage/person-rows.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { ConsentTable } from '#src/storage/schema/people.ts';
import { justAfter } from '#src/time/zone.ts';
import { recordDriverChange } from '#src/storage/trip-changes.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';

const answerOf = (row: ConsentTable): ConsentAnswer => ({
  id: row.id,
  personId: row.person_id,
  purpose: row.purpose,
  given: row.given === 1,
  how: row.how === 'form' || row.how === 'link' || row.how === 'phone' ? row.how : 'import',
  memberId: row.member_id,
  at: row.at,
});

/** The answer that holds for each purpose: the last one. Silence is refusal. */
export const consentsFrom = (answers: readonly Pick<ConsentTable, 'id' | 'purpose' | 'given' | 'at'>[]): Consents => {
  const last = { listed: false, numberShown: false, neighbours: false };
  const oldestFirst = answers.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  for (const { purpose, given } of oldestFirst) last[purpose] = given === 1;
  return last;
};

type Rows = SelectQueryBuilder<Database, 'driver' | 'person', object>;

/** The desk's lists, as conditions. A person set aside is only in its own list and in "all". */
const filtered = (
  all: Rows,
  territoryId: string,
  query: Pick<DriverQuery, 'filter' | 'today' | 'confirmedBefore' | 'only'>,
): Rows => {
  const { filter, today, confirmedBefore, only } = query;
  const rows = only === undefined ? all : all.where('person.id', 'in', only.length === 0 ? [''] : only);
  if (filter === 'all') return rows;
  if (filter === 'set-aside') return rows.where('person.set_aside_reason', 'is not', null);
  const present = rows.where('person.set_aside_reason', 'is', null);
  if (filter === 'on-call')
    return present.where((is) =>
      is.exists(
        is
          .selectFrom('volunteer')
          .select('volunteer.person_id')
          .where('volunteer.territory_id', '=', territoryId)
          .whereRef('volunteer.person_id', '=', 'driver.person_id'),
      ),
    );
  if (filter === 'to-welcome') return present.where('driver.welcomed_on', 'is', null);
  return present.where((is) =>
    is.exists(
      is
        .selectFrom('trip')
        .select('trip.id')
        .where('trip.territory_id', '=', territoryId)
        .whereRef('trip.driver_id', '=', 'driver.person_id')
        .where('trip.state', '=', 'active')
        .$if(filter === 'to-verify', (trips) => trips.where('trip.to_verify', '=', 1))
        .$if(filter === 'paused', (trips) =>
          trips.where('trip.kind', '=', 'regular').where('trip.paused_until', '>', today),
        )
        .$if(filter === 'still-agree', (trips) =>
          trips
            .where('trip.kind', '=', 'regular')
            .where('trip.confirmed_at', '<', confirmedBefore)
            .where((trip) => trip.or([trip('trip.valid_until', 'is', null), trip('trip.valid_until', '>=', today)]))
            .where((trip) =>
              trip.or([trip('trip.paused_until', 'is', null), trip('trip.paused_until', '<>', UNTIL_FURTHER_NOTICE)]),
            ),
        ),
    ),
  );
};

const byWaiting = (filter: DriverFilter): boolean => filter === 'to-welcome' || filter === 'still-agree';

/** The drivers of one territory in the database; inside a transaction, `db` is the transaction. */
export const createDriverStore = (db: Kysely<Database>, territoryId: string): DriverStore => {
  const rows = (): Rows =>
    db
      .selectFrom('driver')
      .innerJoin('person', (on) =>
        on.onRef('person.territory_id', '=', 'driver.territory_id').onRef('person.id', '=', 'driver.person_id'),
      )
      .where('driver.territory_id', '=', territoryId);

  const answersOf = async (ids: readonly string[]): Promise<readonly ConsentTable[]> =>
    inChunks(ids, async (some) =>
      db
        .selectFrom('consent')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('person_id', 'in', some)
        .execute(),
    );

  const complete = async (selected: Rows): Promise<readonly Driver[]> => {
    const found = await selected.selectAll('person').select(['driver.welcomed_on', 'driver.welcomed_by']).execute();
    const people = await completePeople(db, territoryId, found);
    const answers = Map.groupBy(await answersOf(people.map((person) => person.id)), (row) => row.person_id);
    return people.map((person, index) => ({
      person,
      consents: consentsFrom(answers.get(person.id) ?? []),
      welcomedOn: found[index]?.welcomed_on ?? null,
      welcomedBy: found[index]?.welcomed_by ?? null,
    }));
  };

  const findMany = async (ids: readonly string[]): Promise<readonly Driver[]> =>
    inChunks(ids, async (some) => complete(rows().where('driver.person_id', 'in', some)));

  const find = async (personId: string): Promise<Driver | undefined> => (await findMany([personId]))[0];

  return {
    find,
    findMany,
    async get(personId) {
      const driver = await find(personId);
      if (!driver) throw new Error(`no driver ${personId}`);
      return driver;
    },
    async add({ personId, welcomedOn, welcomedBy, createdAt }) {
      await db
        .insertInto('driver')
        .values({
          person_id: personId,
          territory_id: territoryId,
          welcomed_on: welcomedOn,
          welcomed_by: welcomedBy,
          created_at: createdAt,
        })
        .execute();
    },
    async welcome(personId, on, memberId, at) {
      await db
        .updateTable('driver')
        .set({ welcomed_on: on, welcomed_by: memberId })
        .where('territory_id', '=', territoryId)
        .where('person_id', '=', personId)
        .execute();
      await recordDriverChange(db, territoryId, [personId], at);
    },
    async recordConsent({ id, personId, purpose, given, how, memberId, at }) {
      const [last] = (await answersOf([personId]))
        .filter((answer) => answer.purpose === purpose)
        .map((answer) => answer.at)
        .toSorted()
        .toReversed();
      await db
        .insertInto('consent')
        .values({
          id,
          territory_id: territoryId,
          person_id: personId,
          purpose,
          given: given ? 1 : 0,
          how,
          member_id: memberId,
          // A consent taken back must hold, even when a clock went back a little since it was given.
          at: last === undefined ? at : justAfter(at, last),
        })
        .execute();
      await recordDriverChange(db, territoryId, [personId], at);
    },
    async consentsOf(personId) {
      const answers = await answersOf([personId]);
      return answers.map(answerOf).toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
    },
    async drove(from, until) {
      const found = await db
        .selectFrom('ride')
        .select(['driver_id', sql<number>`count(*)`.as('rides'), sql<string>`max(date)`.as('last_on')])
        .where('territory_id', '=', territoryId)
        .where('state', '=', 'agreed')
        .where('date', '>=', from)
        .where('date', '<=', until)
        .groupBy('driver_id')
        .execute();
      return found
        .map((row) => ({ personId: row.driver_id, rides: row.rides, lastOn: row.last_on }))
        .toSorted((a, b) => b.rides - a.rides || (a.personId < b.personId ? -1 : 1));
    },
    async list(query) {
      const ordered = byWaiting(query.filter)
        ? rows().orderBy('driver.created_at').orderBy('person.id')
        : rows().orderBy('person.search_key').orderBy('person.id');
      return complete(filtered(ordered, territoryId, query).limit(query.limit).offset(query.offset));
    },
    async count(query) {
      const { number } = await filtered(rows(), territoryId, query)
        .select((is) => is.fn.countAll<number>().as('number'))
        .executeTakeFirstOrThrow();
      return number;
    },
  };
};
