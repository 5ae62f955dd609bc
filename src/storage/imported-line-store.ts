import type { Kysely } from 'kysely';
import type { ImportedLineStore } from '#src/spreadsheets/imported-line-store.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';

const ROWS_AT_ONCE = 500;

/** The imported lines of one territory in the database; inside a transaction, `db` is the transaction. */
export const createImportedLineStore = (db: Kysely<Database>, territoryId: string): ImportedLineStore => ({
  async known(hashes) {
    const rows = await inChunks(hashes, async (some) =>
      db
        .selectFrom('imported_line')
        .select('line_hash')
        .where('territory_id', '=', territoryId)
        .where('line_hash', 'in', some)
        .execute(),
    );
    return new Set(rows.map((row) => row.line_hash));
  },
  async add(lines, at) {
    for (let start = 0; start < lines.length; start += ROWS_AT_ONCE) {
      await db
        .insertInto('imported_line')
        .values(
          lines.slice(start, start + ROWS_AT_ONCE).map(({ hash, subjectKind, subjectId }) => ({
            territory_id: territoryId,
            line_hash: hash,
            subject_kind: subjectKind,
            subject_id: subjectId,
            at,
          })),
        )
        .onConflict((same) => same.columns(['territory_id', 'line_hash']).doNothing())
        .execute();
    }
  },
});
