import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Undoing a large import looked through every line ever taken, for each of its people. */
export const undoIndexes: Migration = {
  async up(db) {
    await sql.raw('create index imported_line_by_subject on imported_line (territory_id, subject_id)').execute(db);
  },
};
