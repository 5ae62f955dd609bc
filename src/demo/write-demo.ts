import type { Insertable, Transaction } from 'kysely';
import type { DemoData } from '#src/demo/invent-demo.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Person } from '#src/people/person.ts';
import type { RideDay } from '#src/requests/ride-day.ts';
import type { Telling } from '#src/requests/telling.ts';
import { otherWayRow } from '#src/storage/other-way-store.ts';
import { createPaperSheetStore } from '#src/storage/paper-sheet-store.ts';
import { personColumns, phoneRows } from '#src/storage/person-rows.ts';
import { promiseRow, requestRow, rideRow, wayRow } from '#src/storage/request-rows.ts';
import type { Flag } from '#src/storage/schema/columns.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { CallTable, IntroductionTable } from '#src/storage/schema/introductions.ts';
import type { ConsentTable, DriverTable, PersonTable } from '#src/storage/schema/people.ts';
import type { RideDayTable, TellingTable } from '#src/storage/schema/requests.ts';
import type { LocalPlaceTable } from '#src/storage/schema/territory.ts';
import { wishRow } from '#src/storage/wish-store.ts';
import { volunteerRow } from '#src/storage/volunteer-store.ts';
import { formatTripRow } from '#src/storage/trip-row.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Rows in one statement: engines limit the values bound to it. */
const ROWS_AT_ONCE = 200;

const flag = (value: boolean): Flag => (value ? 1 : 0);

/**
 * Writes an invented territory into its own, empty, place, many rows at a time: through the stores it would take ten times
 * as long, and the demo has to open within two seconds.
 */
export const writeDemo = async (
  trx: Transaction<Database>,
  territoryId: string,
  data: DemoData,
  at: IsoInstant,
): Promise<void> => {
  const insert = async <Table extends keyof Database>(
    table: Table,
    rows: readonly Insertable<Database[Table]>[],
  ): Promise<void> => {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      await trx
        .insertInto(table)
        .values(rows.slice(start, start + ROWS_AT_ONCE))
        .execute();
    }
  };
  const people = [...data.drivers.map(({ person }) => person), ...data.passengers];
  const trips = data.drivers.flatMap((driver) => driver.trips);
  const { requests } = data;
  const introductions = requests.flatMap((one) => one.introductions);

  await insert(
    'local_place',
    data.places.map((place): LocalPlaceTable => ({
      id: place.id,
      territory_id: territoryId,
      names: JSON.stringify(place.names),
      kind: place.kind,
      commune_code: place.communeCode,
      latitude: place.point.latitude,
      longitude: place.point.longitude,
      created_at: at,
      version: 1,
    })),
  );
  await insert(
    'other_way',
    data.otherWays.map((way) => otherWayRow(territoryId, way, at)),
  );
  await insert(
    'person',
    people.map((person) => personRow(territoryId, person)),
  );
  await insert('person_phone', people.flatMap(phoneRows));
  await insert(
    'driver',
    data.drivers.map((driver): DriverTable => ({
      person_id: driver.person.id,
      territory_id: territoryId,
      welcomed_on: driver.welcomedOn,
      welcomed_by: driver.welcomedBy,
      created_at: driver.createdAt,
    })),
  );
  await insert(
    'consent',
    data.drivers.flatMap(({ consents }) =>
      consents.map((answer): ConsentTable => ({
        id: answer.id,
        territory_id: territoryId,
        person_id: answer.personId,
        purpose: answer.purpose,
        given: flag(answer.given),
        how: answer.how,
        member_id: answer.memberId,
        at: answer.at,
      })),
    ),
  );
  await insert(
    'trip', // What was stopped was stopped lately: its exact places go six weeks after.
    trips.map((trip) => formatTripRow(trip, trip.state === 'stopped' ? at : trip.createdAt)),
  );
  await insert(
    'trip_change',
    trips.map((trip) => ({ territory_id: territoryId, trip_id: trip.id, at })),
  );
  await insert(
    'volunteer',
    data.volunteers.map((volunteer) => volunteerRow(volunteer, volunteer.createdAt)),
  );
  await insert(
    'request',
    requests.map(({ request, reducedAt }) => ({ ...requestRow(request, 1), reduced_at: reducedAt })),
  );
  await insert(
    'way',
    requests.flatMap(({ request }) => request.ways.map((way) => wayRow(request, way))),
  );
  await insert(
    'ride',
    requests.flatMap(({ request, byMember }) => request.rides.map((ride) => rideRow(request, ride, byMember))),
  );
  await insert(
    'promise',
    requests.flatMap(({ request }) => (request.promise ? [promiseRow(request, request.promise)] : [])),
  );
  await insert(
    'introduction',
    introductions.map((one) => introductionRow(territoryId, one)),
  );
  await insert(
    'call',
    introductions.flatMap((one) => callRows(territoryId, one)),
  );
  await insert(
    'wish',
    data.wishes.map((wish) => wishRow(territoryId, wish)),
  );
  await insert(
    'telling',
    data.tellings.map((telling) => tellingRow(territoryId, telling)),
  );
  await insert(
    'ride_day',
    data.rideDays.map((day) => rideDayRow(territoryId, day)),
  );
  await createPaperSheetStore(trx, territoryId).add(data.sheet);
};

const tellingRow = (territoryId: string, telling: Telling): Insertable<TellingTable> => ({
  territory_id: territoryId,
  request_id: telling.requestId,
  ride_id: telling.rideId,
  party: telling.party,
  about: telling.about,
  state: telling.state,
  how: telling.how,
  message_id: telling.messageId,
  member_id: telling.memberId,
  at: telling.at,
  created_at: telling.createdAt,
  changed: null,
});

const rideDayRow = (territoryId: string, day: RideDay): Insertable<RideDayTable> => ({
  territory_id: territoryId,
  ride_id: day.rideId,
  date: day.date,
  out_at: day.outAt,
  home_at: day.homeAt,
  outcome: day.outcome,
  member_id: day.memberId,
  version: day.version,
});

const personRow = (territoryId: string, person: Person): PersonTable => ({
  id: person.id,
  territory_id: territoryId,
  ...personColumns(person, person.createdAt),
  warned: 0,
  created_at: person.createdAt,
  version: 1,
});

const introductionRow = (territoryId: string, one: Introduction): Insertable<IntroductionTable> => ({
  id: one.id,
  territory_id: territoryId,
  request_id: one.requestId,
  way_id: one.wayId,
  slots: JSON.stringify(one.slots),
  driver_id: one.driverId,
  trip_id: one.tripId,
  regime: one.regime,
  state: one.state,
  call_again_on: one.callAgainOn,
  driver_number_shared: one.driverNumberShared === null ? null : flag(one.driverNumberShared),
  created_at: one.createdAt,
  updated_at: one.createdAt,
  version: 1,
  asking: one.asking && JSON.stringify(one.asking),
});

const callRows = (territoryId: string, one: Introduction): readonly CallTable[] =>
  one.calls.map((call) => ({
    id: call.id,
    territory_id: territoryId,
    introduction_id: one.id,
    driver_id: one.driverId,
    at: call.at,
    member_id: call.memberId,
    answer: call.answer,
    call_again_on: call.callAgainOn,
    note: call.note,
  }));
