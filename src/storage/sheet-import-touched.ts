import type { Kysely } from 'kysely';
import type { KeptReason } from '#src/sheet-imports/sheet-import.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { SheetImportThingTable } from '#src/storage/schema/sheet-imports.ts';

const NONE = [''] as const;
const some = (ids: readonly string[]): readonly string[] => (ids.length === 0 ? NONE : ids);

/**
 * Of the people and places that an import brought something of, those that somebody did something with since, and the first
 * reason found. A person counts as a whole: when one trip of theirs was used, all that came with it stays.
 */
export const touchedSince = async (
  db: Kysely<Database>,
  territoryId: string,
  things: readonly SheetImportThingTable[],
): Promise<ReadonlyMap<string, KeptReason>> => {
  const reasons = new Map<string, KeptReason>();
  const note = (unit: string | null | undefined, reason: KeptReason): void => {
    if (unit !== null && unit !== undefined && !reasons.has(unit)) reasons.set(unit, reason);
  };
  const units = some([...new Set(things.filter(({ unit_kind: kind }) => kind === 'person').map((one) => one.unit_id))]);
  const of = (kind: SheetImportThingTable['kind']): readonly string[] =>
    things.filter((one) => one.kind === kind).map((one) => one.subject_id);
  const brought = new Set(things.map((one) => one.subject_id));
  const cameAt = new Map(things.map((one) => [one.unit_id, one.at]));
  const [newPeople, newDrivers, tripIds, requestIds, placeIds] = [
    new Set(of('person')),
    new Set(of('driver')),
    some(of('trip')),
    some(of('request')),
    of('place'),
  ];
  const unitOf = new Map(things.map((one) => [one.subject_id, one.unit_id]));

  const drivers = await db
    .selectFrom('driver')
    .select(['person_id', 'welcomed_on'])
    .where('territory_id', '=', territoryId)
    .where('person_id', 'in', units)
    .execute();
  for (const row of drivers)
    if (row.welcomed_on !== null && newDrivers.has(row.person_id)) note(row.person_id, 'welcomed');

  const introductions = await db
    .selectFrom('introduction')
    .select(['driver_id', 'trip_id', 'request_id'])
    .where('territory_id', '=', territoryId)
    .where((is) =>
      is.or([is('driver_id', 'in', units), is('trip_id', 'in', tripIds), is('request_id', 'in', requestIds)]),
    )
    .execute();
  const rides = await db
    .selectFrom('ride')
    .select(['driver_id', 'trip_id', 'request_id'])
    .where('territory_id', '=', territoryId)
    .where((is) =>
      is.or([is('driver_id', 'in', units), is('trip_id', 'in', tripIds), is('request_id', 'in', requestIds)]),
    )
    .execute();
  for (const row of [...introductions, ...rides]) {
    note(unitOf.get(row.trip_id ?? ''), 'asked');
    note(unitOf.get(row.request_id), 'asked');
    if (newDrivers.has(row.driver_id) || newPeople.has(row.driver_id)) note(row.driver_id, 'asked');
  }
  const chosen = await db
    .selectFrom('request')
    .select('chosen_trip_id')
    .where('territory_id', '=', territoryId)
    .where('chosen_trip_id', 'in', tripIds)
    .execute();
  for (const row of chosen) note(unitOf.get(row.chosen_trip_id ?? ''), 'asked');

  const people = await db
    .selectFrom('person')
    .select(['id', 'version', 'last_contact_at', 'warned'])
    .where('territory_id', '=', territoryId)
    .where('id', 'in', some([...newPeople]))
    .execute();
  for (const row of people) {
    if (row.version > 1) note(row.id, 'changed');
    if (row.warned > 0 || row.last_contact_at > (cameAt.get(row.id) ?? '')) note(row.id, 'contacted');
  }
  const trips = await db
    .selectFrom('trip')
    .select(['id', 'driver_id', 'version'])
    .where('territory_id', '=', territoryId)
    .where('driver_id', 'in', units)
    .execute();
  for (const row of trips) {
    if (brought.has(row.id)) {
      if (row.version > 1) note(row.driver_id, 'changed');
    } else if (newDrivers.has(row.driver_id)) note(row.driver_id, 'more');
  }
  const requests = await db
    .selectFrom('request')
    .select(['id', 'passenger_id', 'version'])
    .where('territory_id', '=', territoryId)
    .where('passenger_id', 'in', units)
    .execute();
  for (const row of requests) {
    if (brought.has(row.id)) {
      if (row.version > 1) note(row.passenger_id, 'changed');
    } else if (newPeople.has(row.passenger_id)) note(row.passenger_id, 'more');
  }
  await noteContacts(db, territoryId, { newPeople, newDrivers, requestIds, unitOf }, note);

  if (of('place').length === 0) return reasons;
  const places = await db
    .selectFrom('local_place')
    .select('id')
    .where('territory_id', '=', territoryId)
    .where('id', 'in', placeIds)
    .where('version', '>', 1)
    .execute();
  for (const row of places) note(row.id, 'changed');
  const meetings = await db
    .selectFrom('trip')
    .select('meeting_place_id')
    .where('territory_id', '=', territoryId)
    .where('meeting_place_id', 'in', placeIds)
    .execute();
  for (const row of meetings) note(row.meeting_place_id, 'asked');
  return reasons;
};

interface Brought {
  readonly newPeople: ReadonlySet<string>;
  readonly newDrivers: ReadonlySet<string>;
  readonly requestIds: readonly string[];
  readonly unitOf: ReadonlyMap<string, string>;
}

/** Links given, messages written, answers noted, what is offered on purpose: signs that somebody spoke with them. */
const noteContacts = async (
  db: Kysely<Database>,
  territoryId: string,
  { newPeople, newDrivers, requestIds, unitOf }: Brought,
  note: (unit: string | null | undefined, reason: KeptReason) => void,
): Promise<void> => {
  const ids = some([...newPeople, ...newDrivers]);
  const links = await db
    .selectFrom('link')
    .select('subject_id')
    .where('territory_id', '=', territoryId)
    .where('subject_id', 'in', [...ids, ...requestIds])
    .execute();
  for (const row of links) note(unitOf.get(row.subject_id) ?? row.subject_id, 'contacted');
  const messages = await db
    .selectFrom('outbox_message')
    .select('person_id')
    .where('territory_id', '=', territoryId)
    .where('person_id', 'in', ids)
    .execute();
  for (const row of messages) note(row.person_id, 'contacted');
  const answers = await db
    .selectFrom('consent')
    .select('person_id')
    .where('territory_id', '=', territoryId)
    .where('person_id', 'in', some([...newDrivers]))
    .where('how', '<>', 'import')
    .execute();
  for (const row of answers) note(row.person_id, 'contacted');
  const volunteers = await db
    .selectFrom('volunteer')
    .select('person_id')
    .where('territory_id', '=', territoryId)
    .where('person_id', 'in', some([...newDrivers]))
    .execute();
  for (const row of volunteers) note(row.person_id, 'more');
};
