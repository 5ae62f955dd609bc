import type { Person } from '#src/people/person.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { NewRequest, Reach } from '#src/requests/new-request.ts';
import type { IsoInstant, NewId } from '#src/time/units.ts';

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\d]/gu, '')
    .toLowerCase();

// In either order: people write "Lucette Vidal" and "Vidal Lucette".
const nameKey = (person: Pick<Person, 'firstName' | 'lastName'>): string =>
  [folded(person.firstName), folded(person.lastName)].toSorted().join(' ');

/** What was said of how to reach them is added; "by phone", which nobody has to say, changes nothing. */
const reachedAs = (person: Person, reach: Reach | null): Person =>
  reach === null || reach.by === 'voice'
    ? person
    : {
        ...person,
        reachedBy: reach.by,
        trustedContact: reach.trustedContact ?? person.trustedContact,
        address: reach.address === '' ? person.address : reach.address,
      };

const notedOn = (person: Person, { noted }: NewRequest): Person =>
  noted
    ? {
        ...reachedAs(person, noted.reach),
        informedOn: noted.informedOn ?? person.informedOn,
        minor: noted.minor,
        parentAgreedOn: noted.minor ? (noted.parentAgreedOn ?? person.parentAgreedOn) : null,
      }
    : person;

const make = (asked: NewRequest, territoryId: string, id: string, at: IsoInstant): Person | undefined => {
  const { passenger, askedFor, noted } = asked;
  if (passenger.kind === 'known') return undefined;
  const { firstName, lastName, phone, email } = passenger;
  return notedOn(
    {
      id,
      territoryId,
      firstName: firstName.trim(),
      lastName: lastName.trim(),
      phones: phone ? [phone] : [],
      email,
      address: '',
      // Whoever has no number of their own is reached through the one who asks for them.
      trustedContact: !phone && askedFor ? { name: askedFor.name, number: askedFor.number } : null,
      reachedBy: !phone && askedFor ? 'contact' : 'voice',
      note: '',
      heardFrom: '',
      informedOn: noted?.informedOn ?? null,
      minor: false,
      parentAgreedOn: null,
      setAsideReason: null,
      lastContactAt: at,
      createdAt: at,
      version: 1,
    },
    asked,
  );
};

const recognise = async (people: PersonStore, { passenger }: NewRequest): Promise<Person | undefined> => {
  if (passenger.kind === 'known') return people.find(passenger.personId);
  if (!passenger.phone) return undefined;
  const key = nameKey(passenger);
  return (await people.withNumber(passenger.phone.number)).find((person) => nameKey(person) === key);
};

/**
 * The person who travels: the one recognised, or the one who has this very name at this very number (a number may belong
 * to several persons), else a new one.
 * @returns undefined when a person said to be known is not.
 */
export const findOrMakePassenger = async (
  people: PersonStore,
  territoryId: string,
  asked: NewRequest,
  newId: NewId,
  at: IsoInstant,
): Promise<Person | undefined> => {
  const found = await recognise(people, asked);
  if (found) return found;
  const made = make(asked, territoryId, newId(), at);
  if (made) await people.add(made);
  return made;
};

/**
 * What the team heard of a passenger along with their request is kept on their sheet; what is kept of someone is never
 * changed by a public form. After the request, which is what makes them the passenger of whoever notes it.
 */
export const keepHeard = async (
  people: PersonStore,
  passenger: Person,
  asked: NewRequest,
  at: IsoInstant,
): Promise<void> => {
  const person = notedOn(passenger, asked);
  if (JSON.stringify(person) !== JSON.stringify(passenger)) await people.change(person, at);
  await people.touch(passenger.id, at);
};
