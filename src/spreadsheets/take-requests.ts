import type { Request } from '#src/requests/request.ts';
import { spanOf } from '#src/requests/slots.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import type { ImportWork } from '#src/spreadsheets/import-work.ts';
import { openKnownLines } from '#src/spreadsheets/known-lines.ts';
import { type LineHashes, lineHashes } from '#src/spreadsheets/line-hash.ts';
import { openPeopleBook } from '#src/spreadsheets/people-book.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { requestOf, waysOf } from '#src/spreadsheets/request-of-line.ts';
import { readRequestLine, type RequestLine } from '#src/spreadsheets/request-sheet.ts';
import { sentInstant } from '#src/spreadsheets/sent-instant.ts';

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
      tally.known.push(row.line);
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
    const request = requestOf(line, ways.ways, { territory, passengerId, sentAt, at, newId });
    requests.push(request);
    known.keep(hashes, 'request', request.id);
    tally.doubt(row, [...doubts, ...ways.doubts]);
    const last = spanOf(line.when).last;
    if (!request.closing && last !== null && last < today) late += 1;
    if (last !== null && last < keptSince) old += 1;
  }
  tally.added.people = people.newIds().length;
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
  tally.created.push(
    ...requests.map(({ id, passengerId }) => ({ kind: 'request' as const, id, personId: passengerId })),
    ...people.newIds().map((id) => ({ kind: 'person' as const, id, personId: id })),
  );
};
