import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Person, REACHED_BY, type TrustedContact } from '#src/people/person.ts';
import { reversedDigits } from '#src/people/phone.ts';
import { searchKey, soundKey } from '#src/people/sound-key.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { PersonPhoneTable, PersonTable } from '#src/storage/schema/people.ts';
import type { IsoInstant } from '#src/time/units.ts';

const trustedContact: z.ZodType<TrustedContact> = z.object({ name: z.string(), number: z.string() });
const reachedBy = z.enum(REACHED_BY);

const personOf = (row: PersonTable, phones: readonly PersonPhoneTable[]): Person => ({
  id: row.id,
  territoryId: row.territory_id,
  firstName: row.first_name,
  lastName: row.last_name,
  phones: phones
    .toSorted((a, b) => a.position - b.position)
    .map(({ number, kind, sms }) => ({ number, kind, sms: sms === 1 })),
  email: row.email,
  address: row.address,
  trustedContact: row.trusted_contact === null ? null : trustedContact.parse(JSON.parse(row.trusted_contact)),
  reachedBy: reachedBy.parse(row.reached_by),
  note: row.note,
  heardFrom: row.heard_from,
  informedOn: row.informed_on,
  minor: row.minor === 1,
  parentAgreedOn: row.parent_agreed_on,
  setAsideReason: row.set_aside_reason,
  lastContactAt: row.last_contact_at,
  createdAt: row.created_at,
  version: row.version,
});

/** The persons of these rows, in their order, with their phones. */
export const completePeople = async (
  db: Kysely<Database>,
  territoryId: string,
  rows: readonly PersonTable[],
): Promise<readonly Person[]> => {
  const phones = await inChunks(
    rows.map((row) => row.id),
    async (ids) =>
      db
        .selectFrom('person_phone')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('person_id', 'in', ids)
        .execute(),
  );
  const byPerson = Map.groupBy(phones, (phone) => phone.person_id);
  return rows.map((row) => personOf(row, byPerson.get(row.id) ?? []));
};

/** What may change of a person; `completePeople` reads it back. */
export const personColumns = (person: Person, updatedAt: IsoInstant) => ({
  first_name: person.firstName,
  last_name: person.lastName,
  search_key: searchKey(person),
  sound_key: soundKey(person),
  email: person.email,
  address: person.address,
  trusted_contact: person.trustedContact === null ? null : JSON.stringify(trustedContact.parse(person.trustedContact)),
  reached_by: person.reachedBy,
  note: person.note,
  heard_from: person.heardFrom,
  informed_on: person.informedOn,
  minor: person.minor ? (1 as const) : (0 as const),
  parent_agreed_on: person.parentAgreedOn,
  set_aside_reason: person.setAsideReason,
  last_contact_at: person.lastContactAt,
  updated_at: updatedAt,
});

export const phoneRows = (person: Person): readonly PersonPhoneTable[] =>
  person.phones.map(({ number, kind, sms }, position) => ({
    id: `${person.id}-${position}`,
    territory_id: person.territoryId,
    person_id: person.id,
    number,
    reversed: reversedDigits(number),
    kind,
    sms: sms ? 1 : 0,
    position,
  }));
