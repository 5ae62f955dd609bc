import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { JournalLine, JournalStore } from '#src/journal/journal-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { JournalTable } from '#src/storage/schema/team.ts';

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const lineOf = (row: JournalTable): JournalLine => ({
  id: row.id,
  at: row.at,
  actor: { kind: row.actor_kind, id: row.actor_id },
  action: row.action,
  subject: { kind: row.subject_kind, id: row.subject_id },
  details: details.parse(JSON.parse(row.details)),
});

/** The journal of one territory in the database; inside a transaction, `db` is the transaction. */
export const createJournalStore = (db: Kysely<Database>, territoryId: string): JournalStore => ({
  async add(line) {
    await db
      .insertInto('journal')
      .values({
        id: line.id,
        territory_id: territoryId,
        at: line.at,
        actor_kind: line.actor.kind,
        actor_id: line.actor.id,
        action: line.action,
        subject_kind: line.subject.kind,
        subject_id: line.subject.id,
        details: JSON.stringify(line.details),
      })
      .execute();
  },
  async of(subject, limit) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', '=', subject.id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(lineOf);
  },
  async eraseBefore(at) {
    const { numDeletedRows } = await db
      .deleteFrom('journal')
      .where('territory_id', '=', territoryId)
      .where('at', '<', at)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});
