import { CompiledQuery } from 'kysely';
import { type Offer, originOf } from '#src/matching/offer.ts';
import { type DriverCard, driverCard } from '#src/people/driver-card.ts';
import { consentsFrom } from '#src/storage/driver-store.ts';
import type { Engine } from '#src/storage/engine.ts';
import type { ConsentTable } from '#src/storage/schema/people.ts';

/**
 * Which of these offers are no longer what the database says (design decision 14). An offer is read again unless nothing at
 * all was committed since it was last found true. Asked at each search: its two statements are written once and take their
 * list as one text, so that nothing is compiled anew for each number of offers.
 */
export type OfferCheck = (territoryId: string, offers: readonly Offer[]) => Promise<ReadonlySet<Offer>>;

interface TripState {
  readonly id: string;
  readonly version: number;
  readonly person_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly set_aside_reason: string | null;
  readonly welcomed_on: string | null;
}

/** What decides which answer of a person holds. */
type Answer = Pick<ConsentTable, 'id' | 'person_id' | 'purpose' | 'given' | 'at'>;

export const createOfferCheck = ({ db, kind, stateMark }: Pick<Engine, 'db' | 'kind' | 'stateMark'>): OfferCheck => {
  /** Under which mark each offer was last found true. */
  const trueAt = new WeakMap<Offer, string>();
  const [territory, list] =
    kind === 'sqlite'
      ? ['?', '(select value from json_each(?))']
      : ['$1', '(select value from json_array_elements_text($2::json) as value)'];
  const states = `select trip.id, trip.version, person.id as person_id, person.first_name, person.last_name,
      person.set_aside_reason, driver.welcomed_on
    from trip
    join driver on driver.territory_id = trip.territory_id and driver.person_id = trip.driver_id
    join person on person.territory_id = trip.territory_id and person.id = trip.driver_id
    where trip.territory_id = ${territory} and trip.id in ${list}`;
  const answers = `select id, person_id, purpose, given, at from consent where territory_id = ${territory} and person_id in ${list}`;
  const read = async <Row>(statement: string, territoryId: string, ids: readonly string[]): Promise<readonly Row[]> =>
    (await db.executeQuery<Row>(CompiledQuery.raw(statement, [territoryId, JSON.stringify(ids)]))).rows;

  const readAgain = async (territoryId: string, offers: readonly Offer[]): Promise<ReadonlySet<Offer>> => {
    const trips = await read<TripState>(
      states,
      territoryId,
      offers.map(({ trip }) => trip.id),
    );
    const consents = await read<Answer>(answers, territoryId, [...new Set(offers.map(({ driver }) => driver.id))]);
    const byTrip = new Map(trips.map((state) => [state.id, state]));
    const byPerson = Map.groupBy(consents, (answer) => answer.person_id);
    return new Set(
      offers.filter(({ trip, driver }) => {
        const state = byTrip.get(trip.id);
        return (
          state?.version !== trip.version || !isSameCard(cardOf(state, byPerson.get(state.person_id) ?? []), driver)
        );
      }),
    );
  };

  return async (territoryId, offers) => {
    // Taken before anything is read: what is committed meanwhile belongs to another mark.
    const mark = await stateMark();
    const unsure = [...new Set(offers.map(originOf))].filter((origin) => trueAt.get(origin) !== mark);
    if (unsure.length === 0) return new Set();
    const changed = await readAgain(territoryId, unsure);
    for (const origin of unsure) if (!changed.has(origin)) trueAt.set(origin, mark);
    return new Set(offers.filter((offer) => changed.has(originOf(offer))));
  };
};

const cardOf = (state: TripState, answers: readonly Answer[]): DriverCard =>
  driverCard({
    person: {
      id: state.person_id,
      firstName: state.first_name,
      lastName: state.last_name,
      setAsideReason: state.set_aside_reason,
    },
    consents: consentsFrom(answers),
    welcomedOn: state.welcomed_on,
  });

const isSameCard = (now: DriverCard, before: DriverCard): boolean =>
  now.id === before.id &&
  now.firstName === before.firstName &&
  now.lastName === before.lastName &&
  now.initial === before.initial &&
  now.listed === before.listed &&
  now.numberShown === before.numberShown &&
  now.neighbours === before.neighbours &&
  now.welcomed === before.welcomed &&
  now.setAside === before.setAside;
