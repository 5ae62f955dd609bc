import type { Insertable, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { PaperLine, PaperSheet, PaperSubject } from '#src/paper/paper-sheet.ts';
import type { PaperSheetStore } from '#src/paper/paper-sheet-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { PaperLineTable, PaperSheetTable } from '#src/storage/schema/desk.ts';

const ROWS_AT_ONCE = 100;
const slots = z.array(z.string());

const subjectOf = (row: Selectable<PaperLineTable>): PaperSubject => {
  if (row.kind === 'ride') return { kind: 'ride', rideId: row.ride_id ?? '' };
  if (row.kind === 'passenger') return { kind: 'passenger' };
  return {
    kind: 'driver',
    wayId: row.way_id ?? '',
    driverId: row.driver_id ?? '',
    tripId: row.trip_id,
    regime: row.regime,
    slots: slots.parse(JSON.parse(row.slots)),
    date: row.date,
    pickupAt: row.pickup_at,
  };
};

const lineOf = (row: Selectable<PaperLineTable>): PaperLine => ({
  number: row.number,
  requestId: row.request_id,
  requestVersion: row.request_version,
  subject: subjectOf(row),
  reported:
    row.reported_word === null || row.reported_at === null
      ? null
      : { word: row.reported_word, at: row.reported_at, memberId: row.reported_by ?? '' },
});

const rowOf = (territoryId: string, sheetId: string, line: PaperLine): Insertable<PaperLineTable> => {
  const { subject } = line;
  const driver = subject.kind === 'driver' ? subject : null;
  return {
    territory_id: territoryId,
    sheet_id: sheetId,
    number: line.number,
    kind: subject.kind,
    request_id: line.requestId,
    request_version: line.requestVersion,
    ride_id: subject.kind === 'ride' ? subject.rideId : null,
    way_id: driver?.wayId ?? null,
    driver_id: driver?.driverId ?? null,
    trip_id: driver?.tripId ?? null,
    slots: JSON.stringify(driver?.slots ?? []),
    date: driver?.date ?? null,
    pickup_at: driver?.pickupAt ?? null,
    regime: driver?.regime ?? 'on-the-way',
    reported_word: line.reported?.word ?? null,
    reported_at: line.reported?.at ?? null,
    reported_by: line.reported?.memberId ?? null,
  };
};

/** The sheets printed in one territory; inside a transaction, `db` is the transaction. */
export const createPaperSheetStore = (db: Kysely<Database>, territoryId: string): PaperSheetStore => {
  const complete = async (rows: readonly PaperSheetTable[]): Promise<readonly PaperSheet[]> => {
    const lines = await inChunks(
      rows.map(({ id }) => id),
      async (some) =>
        db
          .selectFrom('paper_line')
          .selectAll()
          .where('territory_id', '=', territoryId)
          .where('sheet_id', 'in', some)
          .orderBy('number')
          .execute(),
    );
    const ofSheet = Map.groupBy(lines, (line) => line.sheet_id);
    return rows.map((row) => ({
      id: row.id,
      forDate: row.for_date,
      printedAt: row.printed_at,
      memberId: row.member_id,
      lines: (ofSheet.get(row.id) ?? []).map(lineOf),
    }));
  };
  const sheets = () => db.selectFrom('paper_sheet').selectAll().where('territory_id', '=', territoryId);

  return {
    async find(id) {
      return (await complete(await sheets().where('id', '=', id).execute()))[0];
    },
    async list(limit) {
      return complete(await sheets().orderBy('printed_at', 'desc').orderBy('id').limit(limit).execute());
    },
    async add(sheet) {
      await db
        .insertInto('paper_sheet')
        .values({
          id: sheet.id,
          territory_id: territoryId,
          for_date: sheet.forDate,
          printed_at: sheet.printedAt,
          member_id: sheet.memberId,
        })
        .execute();
      const rows = sheet.lines.map((line) => rowOf(territoryId, sheet.id, line));
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
        await db
          .insertInto('paper_line')
          .values(rows.slice(start, start + ROWS_AT_ONCE))
          .execute();
    },
    async report(sheetId, number, reported) {
      await db
        .updateTable('paper_line')
        .set({ reported_word: reported.word, reported_at: reported.at, reported_by: reported.memberId })
        .where('territory_id', '=', territoryId)
        .where('sheet_id', '=', sheetId)
        .where('number', '=', number)
        .execute();
    },
    async eraseBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('paper_sheet')
        .where('territory_id', '=', territoryId)
        .where('printed_at', '<', at)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
