import type { TerritoryStores } from '#src/storage-ports.ts';
import type { Driver, Person } from '#src/people/person.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { Stop } from '#src/places/place.ts';
import type { Request } from '#src/requests/request.ts';
import type { DriverLine } from '#src/spreadsheets/driver-sheet.ts';
import { formatDriverSheet, formatPlaceSheet, formatRequestSheet } from '#src/spreadsheets/format-lines.ts';
import type { SentAt } from '#src/spreadsheets/moment-cell.ts';
import type { RequestLine } from '#src/spreadsheets/request-sheet.ts';
import { writeCsv } from '#src/spreadsheets/write-csv.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';
import type { Trip } from '#src/trips/trip.ts';

/** A sheet that opens in any spreadsheet. */
export interface Sheet {
  readonly name: string;
  /** What is in it, for who opens the folder. */
  readonly title: string;
  readonly csv: string;
}

/** What people read of a territory, in the columns that its import reads back: trips, requests, places, and everyone. */
export const sheetsOfTerritory = async (stores: TerritoryStores, zone: string): Promise<readonly Sheet[]> => {
  const sent = (at: IsoInstant): SentAt => localMoment(Temporal.Instant.from(at), zone);
  const all = { filter: 'all', today: '', confirmedBefore: '', limit: 1e9, offset: 0 } as const;
  const drivers = new Map((await stores.drivers.list(all)).map((driver) => [driver.person.id, driver]));
  const trips = await stores.trips.ofDrivers([...drivers.keys()]);
  const requests = await stores.requests.list({});
  const passengers = new Map(
    (await stores.people.findMany([...new Set(requests.map(({ passengerId }) => passengerId))])).map((person) => [
      person.id,
      person,
    ]),
  );
  const people = new Map([...passengers, ...[...drivers].map(([id, { person }]) => [id, person] as const)]);
  return [
    {
      name: 'trajets.csv',
      title: 'les trajets des conductrices et des conducteurs',
      csv: writeCsv(
        formatDriverSheet(
          trips.flatMap((trip) => {
            const driver = drivers.get(trip.driverId);
            return driver ? [driverLine(trip, driver, sent(trip.createdAt))] : [];
          }),
        ),
      ),
    },
    {
      name: 'demandes.csv',
      title: 'les demandes',
      csv: writeCsv(
        formatRequestSheet(
          requests.flatMap((request) => {
            const person = passengers.get(request.passengerId);
            return person ? [requestLine(request, person, sent(request.createdAt))] : [];
          }),
        ),
      ),
    },
    {
      name: 'lieux.csv',
      title: 'les noms de lieux du territoire',
      csv: writeCsv(formatPlaceSheet(await stores.localPlaces.list())),
    },
    {
      name: 'personnes.csv',
      title: 'les personnes et comment les joindre',
      csv: writeCsv(peopleSheet(people, drivers)),
    },
  ];
};

const label = (stop: Stop | undefined): string => stop?.label ?? '';

const personCells = ({ firstName, lastName, phones, email }: Person) => ({ firstName, lastName, phones, email });

const driverLine = (trip: Trip, { person, consents }: Driver, sentAt: SentAt): DriverLine => ({
  sentAt,
  person: personCells(person),
  from: label(trip.stops[0]),
  to: label(trip.stops.at(-1)),
  via: trip.stops.slice(1, -1).map(label),
  days:
    trip.schedule.kind === 'regular'
      ? { kind: 'regular', weekdays: trip.schedule.weekdays }
      : { kind: 'one-off', date: trip.schedule.date },
  departure: trip.schedule.departure,
  back: null,
  help: trip.help,
  place: trip.meetingPlace?.text ?? '',
  address: person.address,
  prefers: '',
  heardFrom: person.heardFrom,
  remarks: trip.remarks,
  numberShown: consents.numberShown,
});

const requestLine = (request: Request, person: Person, sentAt: SentAt): RequestLine => {
  const outward = request.ways.find(({ direction }) => direction === 'outward') ?? request.ways[0];
  const back = request.ways.find(({ direction, id }) => direction === 'return' && id !== outward?.id);
  return {
    sentAt,
    person: personCells(person),
    from: label(outward?.from),
    to: label(outward?.to),
    when: outward?.when ?? { kind: 'dates', dates: [] },
    window: outward?.window ?? { kind: 'any' },
    back: back ? { window: back.window } : null,
    motive: request.motive,
    heardFrom: person.heardFrom,
    note: request.note,
    outcome: request.closing?.reason ?? null,
  };
};

const PEOPLE_TITLES = ['Nom', 'Prénom', 'Téléphones', 'E-mail', 'Adresse', 'Conduit', 'Note'] as const;

const peopleSheet = (people: ReadonlyMap<string, Person>, drivers: ReadonlyMap<string, Driver>) => [
  PEOPLE_TITLES,
  ...[...people.values()]
    .toSorted((a, b) => a.lastName.localeCompare(b.lastName, 'fr') || a.firstName.localeCompare(b.firstName, 'fr'))
    .map((person) => [
      person.lastName,
      person.firstName,
      person.phones.map(({ number }) => formatPhone(number)).join(' / '),
      person.email ?? '',
      person.address,
      drivers.has(person.id) ? 'Oui' : 'Non',
      person.note,
    ]),
];
