import { after } from 'node:test';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { createAtomically } from '#src/storage/atomically.ts';
import type { Engine } from '#src/storage/engine.ts';
import { createKysely } from '#src/storage/guarded-dialect.ts';
import { readMigrationState, runMigrations } from '#src/storage/migrator.ts';
import type { MigrationList } from '#src/storage/migrator.ts';
import { NUMBER_TYPES } from '#src/storage/postgres.ts';
import { createTransactionScope } from '#src/storage/transaction-scope.ts';

// Seven seconds and 767 MB to start: one for the whole process, emptied between suites.
let shared: Promise<PGlite> | undefined;
let inUse = false;

// A timer of its own would keep the process ten seconds more.
after(async () => {
  if (shared !== undefined) await (await shared).close();
});

const start = async (): Promise<PGlite> => {
  const { PGlite: Server } = await import('@electric-sql/pglite');
  const parsers = Object.fromEntries(Object.values(NUMBER_TYPES).map((oid) => [oid, Number]));
  return await Server.create({ parsers });
};

/**
 * PostgreSQL's dialect without a server, for tests only: one connection, and no fsync.
 * @throws Error when the suite before has not closed its own.
 */
export const openPglite = async (migrations: MigrationList): Promise<Engine> => {
  if (inUse) throw new Error('PGlite is shared: close the engine of the suite before');
  inUse = true;
  shared ??= start();
  const server = await shared;
  // Statements sent together are one transaction, which began as read-only.
  await server.exec('set default_transaction_read_only = off');
  await server.exec("set time zone 'UTC'; drop schema public cascade; create schema public");
  const scope = createTransactionScope();
  // Kysely closes what it is given: the server stays for the next suite.
  const pglite = new Proxy(server, {
    get: (target, name) => {
      if (name === 'close') return async () => undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const db = createKysely(new PGliteDialect({ pglite }), { scope, single: true });
  const migrating = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  await runMigrations(migrating, migrations);
  await server.exec('set default_transaction_read_only = on');
  return {
    kind: 'pglite',
    db,
    atomically: createAtomically({
      writer: db,
      scope,
      patience: 30_000,
      prepare: async (trx) => {
        await sql`set transaction isolation level serializable, read write`.execute(trx);
      },
    }),
    backupTo: null,
    describe: async () => ({
      engine: 'PGlite',
      migrations: (await readMigrationState(db as unknown as Kysely<never>, migrations)).done,
    }),
    close: async () => {
      await db.destroy();
      inUse = false;
    },
  };
};
