import type { Person } from '#src/people/person.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import { nameKey, type PersonCells } from '#src/spreadsheets/person-cells.ts';
import type { IsoInstant, NewId } from '#src/time/units.ts';

/** What a line tells of a person besides how to reach them. */
export interface Told {
  readonly address: string;
  readonly note: string;
  readonly heardFrom: string;
  readonly sentAt: IsoInstant;
  readonly lastContactAt: IsoInstant;
}

/**
 * The people of a sheet and of the territory, so that several lines of one person make one person: same name, however
 * typed, and a number or an e-mail in common. Nothing is written before `write`.
 */
export interface PeopleBook {
  /** The person of a line, found or new, with what the line adds to them. Returns their id. */
  take(cells: PersonCells, told: Told): Promise<string>;
  /** Those who were not in the territory. */
  newIds(): readonly string[];
  write(at: IsoInstant): Promise<void>;
}

interface Entry {
  person: Person;
  readonly known: Person | null;
}

const keysOf = (cells: Pick<PersonCells, 'firstName' | 'lastName' | 'phones' | 'email'>): readonly string[] => {
  const name = nameKey(cells.firstName, cells.lastName);
  const ways = [
    ...cells.phones.map(({ number }) => number),
    ...(cells.email === null ? [] : [cells.email.toLowerCase()]),
  ];
  return ways.map((way) => `${name} ${way}`);
};

const joined = (kept: string, more: string): string =>
  more === '' || kept.split('\n').includes(more) || kept.includes(more) ? kept : `${kept}\n${more}`.trim();

const merged = (person: Person, cells: PersonCells, told: Told): Person => {
  const known = new Set(person.phones.map(({ number }) => number));
  return {
    ...person,
    phones: [...person.phones, ...cells.phones.filter(({ number }) => !known.has(number))],
    email: person.email ?? cells.email,
    address: person.address || told.address,
    note: joined(person.note, told.note),
    heardFrom: person.heardFrom || told.heardFrom,
    lastContactAt: person.lastContactAt > told.lastContactAt ? person.lastContactAt : told.lastContactAt,
  };
};

const sameContent = (a: Person, b: Person): boolean => JSON.stringify(a) === JSON.stringify(b);

export const openPeopleBook = (people: PersonStore, territoryId: string, newId: NewId): PeopleBook => {
  const byKey = new Map<string, Entry>();
  const entries: Entry[] = [];

  const inTerritory = async (cells: PersonCells): Promise<Person | undefined> => {
    const name = nameKey(cells.firstName, cells.lastName);
    const same = ({ firstName, lastName }: Person): boolean => nameKey(firstName, lastName) === name;
    for (const { number } of cells.phones) {
      const person = (await people.withNumber(number)).find(same);
      if (person) return person;
    }
    return cells.email === null ? undefined : (await people.withEmail(cells.email)).find(same);
  };

  const newPerson = (cells: PersonCells, told: Told): Person => ({
    id: newId(),
    territoryId,
    firstName: cells.firstName,
    lastName: cells.lastName,
    phones: cells.phones,
    email: cells.email,
    address: told.address,
    trustedContact: null,
    reachedBy: 'voice',
    note: told.note,
    heardFrom: told.heardFrom,
    informedOn: null,
    minor: false,
    parentAgreedOn: null,
    setAsideReason: null,
    lastContactAt: told.lastContactAt,
    createdAt: told.sentAt,
    version: 1,
  });

  return {
    async take(cells, told) {
      let entry = keysOf(cells)
        .map((key) => byKey.get(key))
        .find((one) => one !== undefined);
      if (!entry) {
        const known = await inTerritory(cells);
        const kept = known && entries.find(({ person }) => person.id === known.id);
        entry = kept ?? { person: known ?? newPerson(cells, told), known: known ?? null };
        if (!kept) entries.push(entry);
      }
      entry.person = merged(entry.person, cells, told);
      if (entry.known === null && told.sentAt < entry.person.createdAt) {
        entry.person = { ...entry.person, createdAt: told.sentAt };
      }
      for (const key of keysOf(entry.person)) byKey.set(key, entry);
      return entry.person.id;
    },
    newIds: () => entries.filter(({ known }) => known === null).map(({ person }) => person.id),
    async write(at) {
      for (const { person, known } of entries) {
        if (known === null) await people.add(person);
        else if (!sameContent(known, person)) await people.change(person, at);
      }
    },
  };
};
