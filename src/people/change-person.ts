import { aboutPerson, type Actor, momentOf, type Where, type PersonTools } from '#src/people/person-tools.ts';
import type { JournalStore } from '#src/journal/journal-store.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { Person } from '#src/people/person.ts';

/** What may be written anew of a person, by the team or by themselves. */
export type PersonDetails = Pick<
  Person,
  | 'firstName'
  | 'lastName'
  | 'phones'
  | 'email'
  | 'address'
  | 'trustedContact'
  | 'reachedBy'
  | 'note'
  | 'informedOn'
  | 'minor'
  | 'parentAgreedOn'
>;

export type ChangedPerson =
  | { readonly kind: 'done'; readonly person: Person }
  | { readonly kind: 'stale'; readonly person: Person }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no-name' };

/**
 * Writes part of what is kept of a person.
 * @param version the one the form showed: if someone wrote in between, nothing is written.
 */
export const createChangePerson =
  ({ atomically, now, newId }: PersonTools<{ readonly people: PersonStore; readonly journal: JournalStore }>) =>
  (
    where: Where,
    personId: string,
    version: number,
    details: Partial<PersonDetails>,
    by: Actor,
  ): Promise<ChangedPerson> =>
    atomically(where.id, async ({ people, journal }): Promise<ChangedPerson> => {
      const { at } = momentOf(now(), where);
      const person = await people.find(personId);
      if (!person) return { kind: 'not-found' };
      if (person.version !== version) return { kind: 'stale', person };
      const changed: Person = { ...person, ...details, lastContactAt: person.lastContactAt };
      if (changed.firstName.trim() === '' && changed.lastName.trim() === '') return { kind: 'no-name' };
      await people.change(changed, at);
      await people.touch(personId, at);
      await journal.add(aboutPerson(newId, at, by, 'person-changed', personId));
      return { kind: 'done', person: await people.get(personId) };
    });
