import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lines of a printed sheet about volunteers: what is typed back of them is a drive on purpose. */
export const paperRegime: Migration = {
  async up(db) {
    await sql`alter table paper_line add column regime text not null default 'on-the-way'
      check (regime in ('on-the-way','on-purpose'))`.execute(db);
  },
};
