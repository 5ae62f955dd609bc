import type { Consents } from '#src/people/person.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import { type DriverLine, readDriverLine } from '#src/spreadsheets/driver-sheet.ts';
import type { ImportWork } from '#src/spreadsheets/import-work.ts';
import { openKnownLines } from '#src/spreadsheets/known-lines.ts';
import { findEnds } from '#src/spreadsheets/line-ends.ts';
import { type LineHashes, lineHashes } from '#src/spreadsheets/line-hash.ts';
import { openPeopleBook } from '#src/spreadsheets/people-book.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { sentInstant } from '#src/spreadsheets/sent-instant.ts';
import { tripsOf } from '#src/spreadsheets/trips-of-line.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

interface Taken {
  readonly row: SheetRow;
  readonly line: DriverLine;
  readonly doubts: readonly string[];
  readonly hashes: LineHashes;
}

/** What was said of the number in the lines of one person; one clear no is a no. */
interface Said {
  given: boolean;
  at: IsoInstant;
}

/** Takes a drivers' sheet: people, what they said of their number, their trips and ways back, all to be verified. */
export const takeDrivers = async (columns: Columns, work: ImportWork): Promise<void> => {
  const { stores, territory, tally, newId, at, today } = work;
  const read = readAll(columns, work);
  const known = await openKnownLines(
    stores.importedLines,
    read.map(({ hashes }) => hashes),
  );
  const people = openPeopleBook(stores.people, territory.id, newId);
  const trips: Trip[] = [];
  const said = new Map<string, Said>();
  const drivers = new Map<string, IsoInstant>();

  for (const { row, line, doubts, hashes } of read) {
    const recognised = known.recognise(hashes);
    if (recognised === 'same') {
      tally.known.push(row.line);
      continue;
    }
    if (recognised === 'edited') {
      tally.refuse(
        row,
        "Cette ligne a déjà été prise, avec d'autres valeurs. Faites le changement sur la fiche de la personne ; pour un trajet de plus, effacez la date d'inscription de la ligne.",
      );
      continue;
    }
    const ends = findEnds(line, work.findStop);
    if (ends.kind === 'refused') {
      tally.refuse(row, ends.reason);
      continue;
    }
    const sentAt = sentInstant(line.sentAt, territory.zone, at);
    const personId = await people.take(line.person, {
      address: line.address,
      note: noteOf(line),
      heardFrom: line.heardFrom,
      sentAt,
      // The team is about to call them: the months of retention start with the import.
      lastContactAt: at,
    });
    const first = drivers.get(personId);
    if (first === undefined || sentAt < first) drivers.set(personId, sentAt);
    noteConsent(said, personId, line, sentAt, (doubt) => tally.doubt(row, [doubt]));
    const [outward, back] = tripsOf(line, ends, { territoryId: territory.id, personId, sentAt, newId });
    trips.push(outward, ...(back ? [back] : []));
    known.keep(hashes, 'trip', outward.id);
    tally.doubt(row, [...doubts, ...ends.doubts]);
    if (line.days.kind === 'one-off' && line.days.date < today) {
      tally.doubt(row, ['La date de ce trajet est passée : il est repris, mais ne sera pas montré.']);
    }
  }
  tally.added.people = people.newIds().length;
  tally.added.trips = trips.length;
  tally.added.returns = trips.filter(({ returnOf }) => returnOf !== null).length;
  const already = new Set((await stores.drivers.findMany([...drivers.keys()])).map(({ person }) => person.id));
  tally.added.drivers = [...drivers.keys()].filter((id) => !already.has(id)).length;
  if (work.dryRun) return;

  await people.write(at);
  for (const [personId, createdAt] of drivers) {
    if (already.has(personId)) continue;
    await stores.drivers.add({ personId, welcomedOn: null, welcomedBy: null, createdAt });
  }
  await recordConsents(said, work);
  for (const trip of trips) await stores.trips.add(trip);
  await known.write(at);
  tally.created.push(
    ...trips.map(({ id, driverId }) => ({ kind: 'trip' as const, id, personId: driverId })),
    ...[...drivers.keys()]
      .filter((id) => !already.has(id))
      .map((id) => ({ kind: 'driver' as const, id, personId: id })),
    ...people.newIds().map((id) => ({ kind: 'person' as const, id, personId: id })),
  );
};

const readAll = (columns: Columns, { tally, today }: ImportWork): readonly Taken[] =>
  columns.rows.flatMap((row): readonly Taken[] => {
    const reading = readDriverLine(columns, row, today);
    if (reading.kind === 'refused') {
      tally.refuse(row, reading.reason);
      return [];
    }
    const { value: line, doubts } = reading;
    return [{ row, line, doubts, hashes: lineHashes(columns, row, line) }];
  });

const noteOf = (line: DriverLine): string =>
  [line.remarks, line.prefers === '' ? '' : `Préfère être joint par : ${line.prefers}`]
    .filter((text) => text !== '')
    .join('\n');

const noteConsent = (
  said: Map<string, Said>,
  personId: string,
  { numberShown }: DriverLine,
  at: IsoInstant,
  doubt: (text: string) => void,
): void => {
  if (numberShown === null) return;
  const before = said.get(personId);
  if (before && before.given !== numberShown) {
    doubt(
      'La même personne dit oui sur une ligne et non sur une autre pour son numéro : compté comme non, à demander.',
    );
  }
  said.set(personId, {
    given: numberShown && (before?.given ?? true),
    at: before && before.at > at ? before.at : at,
  });
};

/** An answer already kept is never changed by a sheet. */
const recordConsents = async (said: ReadonlyMap<string, Said>, { stores, newId }: ImportWork): Promise<void> => {
  const purpose: keyof Consents = 'numberShown';
  for (const [personId, { given, at }] of said) {
    const answers = await stores.drivers.consentsOf(personId);
    if (answers.some((answer) => answer.purpose === purpose)) continue;
    await stores.drivers.recordConsent({ id: newId(), personId, purpose, given, how: 'import', memberId: null, at });
  }
};
