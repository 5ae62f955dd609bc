import type { Consents } from '#src/people/person.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Stop } from '#src/places/place.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import { type DriverLine, readDriverLine } from '#src/spreadsheets/driver-sheet.ts';
import type { ImportWork } from '#src/spreadsheets/import-work.ts';
import { openKnownLines } from '#src/spreadsheets/known-lines.ts';
import { type LineHashes, lineHashes } from '#src/spreadsheets/line-hash.ts';
import { openPeopleBook } from '#src/spreadsheets/people-book.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { sentInstant } from '#src/spreadsheets/sent-instant.ts';
import type { FindStop } from '#src/spreadsheets/stop-finder.ts';
import { isRoad } from '#src/spreadsheets/via-cell.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { Schedule, Trip } from '#src/trips/trip.ts';

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
      tally.known += 1;
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
    const [outward, back] = tripsOf(line, ends, { ...work, personId, sentAt });
    trips.push(outward, ...(back ? [back] : []));
    known.keep(hashes, 'trip', outward.id);
    tally.doubt(row, [...doubts, ...ends.doubts]);
    if (line.days.kind === 'one-off' && line.days.date < today) {
      tally.doubt(row, ['La date de ce trajet est passée : il est repris, mais ne sera pas montré.']);
    }
  }
  tally.added.people = people.added();
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

interface Ends {
  readonly kind: 'found';
  readonly stops: readonly Stop[];
  /** Names on the way that are not stops. */
  readonly unplaced: readonly string[];
  readonly doubts: readonly string[];
}

const isSamePlace = (a: Stop, b: Stop): boolean => a.communeCode === b.communeCode && a.label === b.label;

/** A name on the way is a stop when going by it stays a way: half as long again, or 20 km more. */
const isOnTheWay = (from: Stop, via: Stop, to: Stop): boolean => {
  const direct = greatCircleMetres(from.point, to.point);
  const by = greatCircleMetres(from.point, via.point) + greatCircleMetres(via.point, to.point);
  return by <= Math.max(direct * 1.5, direct + 20_000);
};

const findEnds = (
  line: DriverLine,
  findStop: FindStop,
): Ends | { readonly kind: 'refused'; readonly reason: string } => {
  const [from, to] = [findStop(line.from), findStop(line.to)];
  if (from.kind === 'refused') return { kind: 'refused', reason: `Départ : ${from.reason}` };
  if (to.kind === 'refused') return { kind: 'refused', reason: `Arrivée : ${to.reason}` };
  if (isSamePlace(from.stop, to.stop))
    return { kind: 'refused', reason: `Le départ et l'arrivée sont le même lieu, « ${from.stop.label} ».` };
  const stops = [from.stop];
  const unplaced: string[] = [];
  const doubts = [from.doubt, to.doubt].filter((doubt) => doubt !== null);
  for (const name of line.via) {
    const via = findStop(name);
    if (via.kind === 'found' && isOnTheWay(from.stop, via.stop, to.stop)) {
      if (![...stops, to.stop].some((stop) => isSamePlace(stop, via.stop))) stops.push(via.stop);
      continue;
    }
    unplaced.push(name);
    if (!isRoad(name)) doubts.push(`Trajet : « ${name} » n'est pas une étape sûre, c'est gardé en remarque.`);
  }
  return { kind: 'found', stops: [...stops, to.stop], unplaced, doubts };
};

interface TripContext extends ImportWork {
  readonly personId: string;
  readonly sentAt: IsoInstant;
}

const scheduleOf = (line: DriverLine, departure: number | null): Schedule =>
  line.days.kind === 'one-off'
    ? { kind: 'one-off', date: line.days.date, departure }
    : {
        kind: 'regular',
        weekdays: line.days.weekdays,
        departure,
        from: null,
        until: null,
        excluded: [],
        pausedUntil: null,
      };

const tripsOf = (line: DriverLine, ends: Ends, context: TripContext): readonly [Trip, Trip?] => {
  const { territory, personId, sentAt, newId } = context;
  const byTheWay = ends.unplaced.length === 0 ? '' : `Passe aussi par : ${ends.unplaced.join(', ')}.`;
  const outward: Trip = {
    id: newId(),
    territoryId: territory.id,
    driverId: personId,
    returnOf: null,
    schedule: scheduleOf(line, line.departure),
    stops: ends.stops,
    seats: null,
    maxDetour: null,
    meetingPlace: null,
    remarks: [line.place === '' ? '' : `Arrivée : ${line.place}.`, byTheWay].filter((text) => text !== '').join(' '),
    carTakes: [],
    help: line.help,
    state: 'active',
    toVerify: true,
    confirmedAt: sentAt,
    timesAsked: 0,
    createdAt: sentAt,
    version: 1,
  };
  if (line.back === null) return [outward];
  return [
    outward,
    {
      ...outward,
      id: newId(),
      returnOf: outward.id,
      schedule: scheduleOf(line, line.back.departure),
      stops: ends.stops.toReversed(),
      // The precise place of arrival is where the way back starts.
      meetingPlace: line.place === '' ? null : { text: line.place, placeId: null },
      remarks: byTheWay,
    },
  ];
};

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
