import { after } from 'node:test';
import type { PGlite } from '@electric-sql/pglite';
import type { Engine } from '#src/storage/engine.ts';
import type { MigrationList } from '#src/storage/migrator.ts';
import { pgliteEngine, startPglite } from '#test/fixtures/pglite-engine.ts';

// One for the whole process, emptied between suites.
let shared: Promise<PGlite> | undefined;
let inUse = false;

// A timer of its own would keep the process ten seconds more.
after(async () => {
  if (shared !== undefined) await (await shared).close();
});

/**
 * PostgreSQL's dialect without a server, for tests only.
 * @throws Error when the suite before has not closed its own.
 */
export const openPglite = async (migrations: MigrationList): Promise<Engine> => {
  if (inUse) throw new Error('PGlite is shared: close the engine of the suite before');
  inUse = true;
  shared ??= startPglite();
  return pgliteEngine(await shared, migrations, () => {
    inUse = false;
  });
};
