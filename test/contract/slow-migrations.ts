import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { MigrationList } from '#src/storage/migrator.ts';

/** Migrations that would fail, or count twice, if two processes ran them at once. */
export const slowMigrations: MigrationList = {
  '001-slow': {
    up: async (db) => {
      await sql`create table slow (step integer not null)`.execute(db);
      await sleep(300);
      await sql`insert into slow (step) values (1)`.execute(db);
    },
  },
  '002-slow': {
    up: async (db) => {
      await sql`insert into slow (step) values (2)`.execute(db);
      await sleep(100);
    },
  },
};
