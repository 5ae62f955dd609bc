import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { openEngine } from '#src/storage/open-engine.ts';
import type { Engine } from '#src/storage/engine.ts';
import { migrations as ours } from '#src/storage/migrations/index.ts';
import type { MigrationList } from '#src/storage/migrator.ts';
import { placeMigratedFile } from '#test/helpers/place-migrated-file.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { openPglite } from './pglite.ts';
import { createDatabase, postgresAddress, type TestDatabase } from './real-postgres.ts';

/** An engine that is opened before the tests of a suite and closed, with its database, after them. */
export interface EngineUnderTest extends Engine {
  /** Null but on a real PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
}

interface Opened {
  readonly engine: Engine;
  readonly databaseUrl: string | null;
  readonly remove: () => Promise<void>;
}

type Open = (dataFolder: string, migrations: MigrationList) => Promise<Opened>;

/** A database migrated once in this process, of which others are copies: the migrations have tests of their own. */
const createMigrated = async (dataFolder: string): Promise<TestDatabase> => {
  const database = await createDatabase(postgresAddress() ?? '');
  const engine = await openEngine({ databaseUrl: database.url, dataFolder });
  await engine.close();
  return database;
};

let migrated: Promise<TestDatabase> | undefined;
after(async () => {
  if (migrated !== undefined) await (await migrated).drop();
});

const openers: Readonly<Record<Engine['kind'], Open>> = {
  sqlite: async (dataFolder, migrations) => {
    if (migrations === ours) await placeMigratedFile(dataFolder);
    const engine = await openEngine({ databaseUrl: null, dataFolder, migrations });
    return { engine, databaseUrl: null, remove: async () => undefined };
  },
  pglite: async (_dataFolder, migrations) => ({
    engine: await openPglite(migrations),
    databaseUrl: null,
    remove: async () => undefined,
  }),
  postgres: async (dataFolder, migrations) => {
    const template = migrations === ours ? await (migrated ??= createMigrated(dataFolder)) : undefined;
    const { url, drop } = await createDatabase(postgresAddress() ?? '', template);
    return { engine: await openEngine({ databaseUrl: url, dataFolder, migrations }), databaseUrl: url, remove: drop };
  },
};

/** Runs a suite on one engine, on an empty database of its own. */
export const onEngine = (
  kind: Engine['kind'],
  suite: (engine: EngineUnderTest) => void,
  migrations: MigrationList = ours,
): void => {
  describe(`on ${kind}`, () => {
    let opened: Opened | undefined;
    let dataFolder = '';
    const get = (): Opened => {
      if (opened === undefined) throw new Error('The engine is open inside tests and hooks only');
      return opened;
    };
    before(async () => {
      dataFolder = await mkdtemp(join(tmpdir(), 'lotocar-contract-'));
      opened = await openers[kind](dataFolder, migrations);
    });
    after(async () => {
      await opened?.engine.close();
      await opened?.remove();
      await rm(dataFolder, { recursive: true, force: true });
    });
    suite({
      kind,
      get db() {
        return get().engine.db;
      },
      get atomically() {
        return get().engine.atomically;
      },
      get backupTo() {
        return get().engine.backupTo;
      },
      stateMark: () => get().engine.stateMark(),
      get snapshot() {
        return get().engine.snapshot;
      },
      describe: () => get().engine.describe(),
      close: () => get().engine.close(),
      get databaseUrl() {
        return get().databaseUrl;
      },
      get dataFolder() {
        return dataFolder;
      },
    });
  });
};

/** Runs the same suite on SQLite and on PostgreSQL: the real one that LOTOCAR_TEST_POSTGRES names, else its dialect in the process. */
export const forEachEngine = (suite: (engine: EngineUnderTest) => void, migrations: MigrationList = ours): void => {
  onEngine('sqlite', suite, migrations);
  if (postgresAddress() === undefined) onEngine('pglite', suite, migrations);
  onRealPostgres(suite, migrations);
};

/** Runs a suite on a real PostgreSQL, or says aloud that it was not. */
export const onRealPostgres = (suite: (engine: EngineUnderTest) => void, migrations: MigrationList = ours): void => {
  if (postgresAddress() === undefined) {
    noteSkipped('le stockage sur un vrai PostgreSQL (LOTOCAR_TEST_POSTGRES ne désigne aucun serveur)');
    return;
  }
  onEngine('postgres', suite, migrations);
};
