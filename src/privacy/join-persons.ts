import { aboutPerson, momentOf, type Where, type PersonTools } from '#src/people/person-tools.ts';
import type { EraseStores } from '#src/privacy/erase-person.ts';
import { foldName } from '#src/people/sound-key.ts';
import type { Person } from '#src/people/person.ts';

export type JoinedPersons =
  | { readonly kind: 'joined'; readonly trips: number }
  | { readonly kind: 'not-found' }
  /** The newcomer already drove for someone: those rides would go with their sheet. Join the other way round. */
  | { readonly kind: 'has-rides' };

/** The words of a name, whatever their order, capitals and accents. */
const nameWords = ({ firstName, lastName }: Person): string =>
  foldName(`${firstName} ${lastName}`).split(' ').toSorted().join(' ');

/** Others who answer at a number of this person and bear the same name: perhaps the same person twice. */
export const findTwins = async (
  { people }: Pick<EraseStores, 'people'>,
  person: Person,
): Promise<readonly Person[]> => {
  const found = new Map<string, Person>();
  for (const { number } of person.phones)
    for (const other of await people.withNumber(number))
      if (other.id !== person.id && nameWords(other) === nameWords(person)) found.set(other.id, other);
  return [...found.values()];
};

/**
 * The team has spoken to them: two sheets are one person. Trips, requests and numbers of the newcomer go to the one who was
 * known, with all that they were asked and answered; what the newcomer answered last about consent holds; the newcomer's sheet and link go.
 */
export const createJoinPersons =
  ({ atomically, now, newId }: PersonTools<EraseStores>) =>
  (where: Where, newcomerId: string, knownId: string, memberId: string): Promise<JoinedPersons> =>
    atomically(where.id, async (stores): Promise<JoinedPersons> => {
      const { at, today } = momentOf(now(), where);
      const [newcomer, known] = [await stores.people.find(newcomerId), await stores.people.find(knownId)];
      if (!newcomer || !known || newcomerId === knownId) return { kind: 'not-found' };
      if ((await stores.requests.listOfDriver(newcomerId)).length > 0) return { kind: 'has-rides' };
      const driver = await stores.drivers.find(newcomerId);
      if (driver && !(await stores.drivers.find(knownId)))
        await stores.drivers.add({ personId: knownId, welcomedOn: today, welcomedBy: memberId, createdAt: at });
      const moved = await stores.trips.ofDriver(newcomerId);
      for (const trip of moved) await stores.trips.change({ ...trip, driverId: knownId }, at);
      const onCall = await stores.volunteers.find(newcomerId);
      if (onCall && !(await stores.volunteers.find(knownId)))
        await stores.volunteers.add({ ...onCall, personId: knownId, createdAt: at, version: 1 });
      for (const request of await stores.requests.list({ passengerIds: [newcomerId] }))
        await stores.requests.save({ ...request, passengerId: knownId, updatedAt: at }, memberId);
      for (const answer of (await stores.drivers.consentsOf(newcomerId)).toReversed())
        await stores.drivers.recordConsent({ ...answer, id: newId(), personId: knownId });
      // Whoever asked not to be asked stays so, whichever sheet it was written on: the longer rest holds.
      for (const rest of await stores.rests.findMany([newcomerId])) {
        const [own] = await stores.rests.findMany([knownId]);
        const longer = own && (own.until === null || (rest.until !== null && rest.until <= own.until));
        if (!longer) await stores.rests.put({ ...rest, personId: knownId });
      }
      // What they were asked and answered, a yes that awaits the team above all, and what was written to them.
      await stores.introductions.giveTo(newcomerId, knownId, at);
      await stores.outbox.giveTo(newcomerId, knownId);
      const numbers = new Set(known.phones.map((phone) => phone.number));
      await stores.people.change(
        {
          ...known,
          phones: [...known.phones, ...newcomer.phones.filter((phone) => !numbers.has(phone.number))],
          email: known.email ?? newcomer.email,
          address: known.address === '' ? newcomer.address : known.address,
          note: [known.note, newcomer.note].filter((note) => note !== '').join('\n'),
        },
        at,
      );
      await stores.people.touch(knownId, at);
      // Their numbers are now the other sheet's: an answer that came by SMS is not erased with this one.
      await stores.people.change({ ...newcomer, phones: [] }, at);
      await stores.people.erase(newcomerId, at);
      await stores.journal.add(
        aboutPerson(newId, at, { kind: 'member', id: memberId }, 'persons-joined', knownId, {
          newcomerId,
          trips: moved.length,
        }),
      );
      return { kind: 'joined', trips: moved.length };
    });
