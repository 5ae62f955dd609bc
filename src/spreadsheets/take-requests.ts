import { checkWays, type NewWay } from '#src/requests/check-ways.ts';
import type { Closing, Request, SettledOtherwise, Way } from '#src/requests/request.ts';
import { slotsOf, spanOf } from '#src/requests/slots.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import type { ImportWork } from '#src/spreadsheets/import-work.ts';
import { openKnownLines } from '#src/spreadsheets/known-lines.ts';
import { type LineHashes, lineHashes } from '#src/spreadsheets/line-hash.ts';
import { openPeopleBook } from '#src/spreadsheets/people-book.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { readRequestLine, type RequestLine } from '#src/spreadsheets/request-sheet.ts';
import { sentInstant } from '#src/spreadsheets/sent-instant.ts';
import type { FindStop } from '#src/spreadsheets/stop-finder.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';

/** Design decision 19: an unmet request is kept so long after its date. */
const MONTHS_KEPT = 6;

interface Taken {
  readonly row: SheetRow;
  readonly line: RequestLine;
  readonly doubts: readonly string[];
  readonly hashes: LineHashes;
}

/** Takes a requests' sheet: passengers, their ways, and what became of them. */
export const takeRequests = async (columns: Columns, work: ImportWork): Promise<void> => {
  const { stores, territory, tally, newId, at, today } = work;
  const read = columns.rows.flatMap((row): readonly Taken[] => {
    const reading = readRequestLine(columns, row);
    if (reading.kind === 'refused') {
      tally.refuse(row, reading.reason);
      return [];
    }
    const { value: line, doubts } = reading;
    return [{ row, line, doubts, hashes: lineHashes(columns, row, line) }];
  });
  const known = await openKnownLines(
    stores.importedLines,
    read.map(({ hashes }) => hashes),
  );
  const keptSince = Temporal.PlainDate.from(today).subtract({ months: MONTHS_KEPT }).toString();
  const people = openPeopleBook(stores.people, territory.id, newId);
  const requests: Request[] = [];
  let late = 0;
  let old = 0;

  for (const { row, line, doubts, hashes } of read) {
    const recognised = known.recognise(hashes);
    if (recognised === 'same') {
      tally.known += 1;
      continue;
    }
    if (recognised === 'edited') {
      tally.refuse(
        row,
        "Cette demande a déjà été prise, avec d'autres valeurs. Faites le changement sur sa fiche ; pour une demande de plus, changez la date de demande de la ligne.",
      );
      continue;
    }
    const ways = waysOf(line, work.findStop);
    if (ways.kind === 'refused') {
      tally.refuse(row, ways.reason);
      continue;
    }
    const sentAt = sentInstant(line.sentAt, territory.zone, at);
    const passengerId = await people.take(line.person, {
      address: '',
      note: '',
      heardFrom: line.heardFrom,
      sentAt,
      lastContactAt: sentAt,
    });
    const request = requestOf(line, ways.ways, { ...work, passengerId, sentAt });
    requests.push(request);
    known.keep(hashes, 'request', request.id);
    tally.doubt(row, [...doubts, ...ways.doubts]);
    const last = spanOf(line.when).last;
    if (!request.closing && last !== null && last < today) late += 1;
    if (last !== null && last < keptSince) old += 1;
  }
  tally.added.people = people.added();
  tally.added.requests = requests.length;
  tally.added.openRequests = requests.filter(({ closing }) => !closing).length;
  if (late > 0) {
    tally.notes.push(
      late > 1
        ? `${late} demandes restent ouvertes alors que leur date est passée : fermez-les avec une raison depuis le bureau.`
        : 'Une demande reste ouverte alors que sa date est passée : fermez-la avec une raison depuis le bureau.',
    );
  }
  if (old > 0) {
    tally.notes.push(
      `${old} ${old > 1 ? 'demandes ont' : 'demande a'} plus de ${MONTHS_KEPT} mois : sans trajet convenu, le service n'en gardera bientôt que le nombre.`,
    );
  }
  if (work.dryRun) return;
  await people.write(at);
  for (const request of requests) await stores.requests.add(request, null);
  await known.write(at);
};

type Ways =
  | { readonly kind: 'found'; readonly ways: readonly NewWay[]; readonly doubts: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

const waysOf = (line: RequestLine, findStop: FindStop): Ways => {
  const [from, to] = [findStop(line.from), findStop(line.to)];
  if (from.kind === 'refused') return { kind: 'refused', reason: `Départ : ${from.reason}` };
  if (to.kind === 'refused') return { kind: 'refused', reason: `Arrivée : ${to.reason}` };
  const doubts = [from.doubt, to.doubt].filter((doubt) => doubt !== null);
  const outward: NewWay = {
    direction: 'outward',
    from: from.stop,
    to: to.stop,
    when: line.when,
    window: line.window,
  };
  if (line.back === null) return checked([outward], doubts);
  const back: NewWay = { ...outward, direction: 'return', from: to.stop, to: from.stop, window: line.back.window };
  const problem = checkWays([outward, back], null)?.problem;
  if (problem !== 'return-before-outward') return checked([outward, back], doubts);
  doubts.push("L'heure de retour vient avant celle de départ : elle est laissée de côté, à demander.");
  return checked([outward, { ...back, window: { kind: 'any' } }], doubts);
};

const checked = (ways: readonly NewWay[], doubts: readonly string[]): Ways => {
  const problem = checkWays(ways, null)?.problem;
  if (problem === undefined) return { kind: 'found', ways, doubts };
  if (problem === 'same-place') return { kind: 'refused', reason: "Le départ et l'arrivée sont le même lieu." };
  return {
    kind: 'refused',
    reason: 'Les jours ou les heures de cette demande ne tiennent pas ensemble. Corrigez-les.',
  };
};

interface RequestContext extends ImportWork {
  readonly passengerId: string;
  readonly sentAt: IsoInstant;
}

const NOON = 720;

const requestOf = (line: RequestLine, newWays: readonly NewWay[], context: RequestContext): Request => {
  const { territory, passengerId, sentAt, newId, at } = context;
  const ways = newWays.map((way): Way => ({ id: newId(), ...way }));
  const last = spanOf(line.when).last;
  const ended = last === null ? sentAt : formatInstant(instantOf({ date: last, time: NOON }, territory.zone));
  const closedAt = [sentAt, ended].toSorted().at(-1) ?? at;
  const closing: Closing | null =
    line.outcome === null ? null : { reason: line.outcome, at: closedAt < at ? closedAt : at, byMember: null };
  return {
    id: newId(),
    territoryId: territory.id,
    passengerId,
    askedFor: null,
    source: 'import',
    ways,
    rides: [],
    settledOtherwise: closing ? settledBy(closing, ways) : [],
    needs: [],
    motive: line.motive,
    seats: 1,
    note: line.note,
    chosenTripId: null,
    promise: null,
    reviewOn: null,
    passengerNumberShared: null,
    memberId: null,
    closing,
    createdAt: sentAt,
    updatedAt: at,
    version: 1,
  };
};

/** The sheet does not say who drove: each occasion carries the reason instead of a ride. */
const settledBy = ({ reason }: Closing, ways: readonly Way[]): readonly SettledOtherwise[] =>
  ways.flatMap((way) => slotsOf(way).map((slot): SettledOtherwise => ({ wayId: way.id, slot, reason })));
