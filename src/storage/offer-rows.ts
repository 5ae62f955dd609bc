import type { Kysely } from 'kysely';
import type { Offer } from '#src/matching/offer.ts';
import { driverCard, type DriverCard } from '#src/people/driver-card.ts';
import { inChunks } from '#src/storage/chunks.ts';
import { consentsFrom } from '#src/storage/driver-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { parseTripRow } from '#src/storage/trip-row.ts';

/** Reads offers: trips with the card of their driver. Stopped trips are read too: who reads decides. */
export const readOffers = async (
  db: Kysely<Database>,
  territoryId: string,
  tripIds?: readonly string[],
): Promise<readonly Offer[]> => {
  const rows = () => db.selectFrom('trip').selectAll().where('territory_id', '=', territoryId);
  const found =
    tripIds === undefined
      ? await rows().execute()
      : await inChunks(tripIds, async (ids) => rows().where('id', 'in', ids).execute());
  const cards = await readCards(db, territoryId, [...new Set(found.map((row) => row.driver_id))]);
  return found.flatMap((row) => {
    const driver = cards.get(row.driver_id);
    return driver === undefined ? [] : [{ trip: parseTripRow(row), driver }];
  });
};

/** The cards of these drivers, by id. */
const readCards = async (
  db: Kysely<Database>,
  territoryId: string,
  driverIds: readonly string[],
): Promise<ReadonlyMap<string, DriverCard>> => {
  const people = await inChunks(driverIds, async (ids) =>
    db
      .selectFrom('driver')
      .innerJoin('person', (on) =>
        on.onRef('person.territory_id', '=', 'driver.territory_id').onRef('person.id', '=', 'driver.person_id'),
      )
      .select(['person.id', 'person.first_name', 'person.last_name', 'person.set_aside_reason', 'driver.welcomed_on'])
      .where('driver.territory_id', '=', territoryId)
      .where('driver.person_id', 'in', ids)
      .execute(),
  );
  const answers = await inChunks(driverIds, async (ids) =>
    db
      .selectFrom('consent')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('person_id', 'in', ids)
      .execute(),
  );
  const byPerson = Map.groupBy(answers, (answer) => answer.person_id);
  return new Map(
    people.map((row) => {
      const { id, first_name: firstName, last_name: lastName, set_aside_reason: setAsideReason } = row;
      const consents = consentsFrom(byPerson.get(id) ?? []);
      return [
        id,
        driverCard({ person: { id, firstName, lastName, setAsideReason }, consents, welcomedOn: row.welcomed_on }),
      ];
    }),
  );
};
