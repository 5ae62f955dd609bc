import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Feeds at an address are read again at the next look: the timetables made before do not hold which trips one rides through
 * (transfers.txt, types 4 and 5). Until then they answer as they did.
 */
export const timetablesAgain: Migration = {
  async up(db) {
    await sql.raw('update timetable_feed set etag = null, last_modified = null').execute(db);
  },
};
