import { CannotOpen } from '#src/said-to-people.ts';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, Kysely } from 'kysely';
import { createAtomically } from './atomically.ts';
import { dbError } from './db-error.ts';
import type { Engine } from './engine.ts';
import { createKysely } from './guarded-dialect.ts';
import { copyBeforeMigration, copyDatabase, findCopyBeforeMigration } from './migration-copy.ts';
import { MigrationFailed, readMigrationState, runMigrations } from './migrator.ts';
import type { MigrationList } from './migrator.ts';
import { openSqliteConnection } from './sqlite-connection.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { beginImmediate, sqliteDialect } from './sqlite-dialect.ts';
import { createTransactionScope } from './transaction-scope.ts';

/** How long a process waits while another one migrates the same file. */
const MIGRATION_PATIENCE_MILLISECONDS = 10 * 60_000;

export interface SqliteEngineOptions {
  readonly migrations: MigrationList;
  /** Milliseconds a write waits for another process. */
  readonly patience: number;
}

/** Opens one file, migrated: a connection that only reads, and one that writes, so that readers never wait for a writer. */
export const openSqlite = async (path: string, { migrations, patience }: SqliteEngineOptions): Promise<Engine> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await migrateSqlite(path, migrations);
  const writing = openSqliteConnection(path);
  makeDurable(writing);
  const reading = openSqliteConnection(path, { readOnly: true });
  const scope = createTransactionScope();
  // PostgreSQL's `like` tells capitals apart: so does ours.
  for (const connection of [writing, reading]) connection.run('pragma case_sensitive_like = on', []);
  const writer = createKysely(sqliteDialect(writing, { begin: 'immediate', patience }), { scope, single: true });
  const db = createKysely(sqliteDialect(reading, { begin: 'deferred' }), { scope, single: true });
  return {
    kind: 'sqlite',
    db,
    atomically: createAtomically({ writer, scope, patience }),
    // Through `db`, in its turn: inside another read's transaction the mark would be that of an older state.
    stateMark: async () => {
      const { rows } = await db.executeQuery<{ data_version: number }>(CompiledQuery.raw('pragma data_version'));
      return String(rows[0]?.data_version);
    },
    snapshot: async (work) => {
      const connection = openSqliteConnection(path, { readOnly: true });
      const guard = { scope: createTransactionScope(), single: true };
      const apart = createKysely(sqliteDialect(connection, { begin: 'deferred' }), guard);
      try {
        return await apart.transaction().execute(work);
      } finally {
        await apart.destroy();
        connection.close();
      }
    },
    backupTo: (to) => copyDatabase(path, to),
    describe: async () => ({
      engine: `SQLite ${String(read(reading, 'select sqlite_version()'))}`,
      migrations: (await readMigrationState(db as unknown as Kysely<never>, migrations)).done,
    }),
    close: async () => {
      await db.destroy();
      await writer.destroy();
      reading.close();
      writing.close();
    },
  };
};

/**
 * A commit is on the disk when it is acknowledged: a write-ahead log flushed at each commit.
 * @throws Error in French when the file system does not give what was asked.
 */
export const makeDurable = (connection: SqliteConnection): void => {
  connection.run('pragma journal_mode = wal', []);
  connection.run('pragma synchronous = full', []);
  // On macOS only this reaches the disk itself; elsewhere it changes nothing.
  connection.run('pragma fullfsync = on', []);
  const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 };
  for (const [name, value] of Object.entries(expected)) {
    const found = read(connection, `pragma ${name}`);
    if (found === value) continue;
    throw new CannotOpen(
      `La base de données ne peut pas garder les écritures en sûreté ici (${name} vaut ${String(found)}). ` +
        'Placez le dossier des données sur un disque de cette machine.',
    );
  }
};

const read = (connection: SqliteConnection, sql: string): unknown =>
  Object.values(connection.run(sql, []).rows[0] ?? {})[0];

const migrateSqlite = async (path: string, migrations: MigrationList): Promise<void> => {
  // Foreign keys are off while tables are rebuilt (dropping one would empty those that point to it) and checked at the end.
  const connection = openSqliteConnection(path, { foreignKeys: false });
  const db = new Kysely<never>({ dialect: sqliteDialect(connection, { begin: 'deferred' }) });
  try {
    await untilFree(() => connection.run('pragma journal_mode = wal', []));
    const state = await readMigrationState(db, migrations, () => findCopyBeforeMigration(path));
    if (state.pending.length === 0) return;
    await beginImmediate(connection, MIGRATION_PATIENCE_MILLISECONDS);
    if ((await readMigrationState(db, migrations)).pending.length === 0) return;
    if (read(connection, 'select count(*) from sqlite_master') !== 0) {
      await copyBeforeMigration(path, Temporal.Now.instant());
    }
    await runMigrations(db, migrations);
    const orphans = connection.run('pragma foreign_key_check', []).rows;
    if (orphans.length > 0)
      throw new MigrationFailed('dernière', new Error(`${orphans.length} rows pointing to nothing`));
    connection.run('commit', []);
  } finally {
    if (connection.isInTransaction()) connection.run('rollback', []);
    connection.close();
  }
};

// Two processes that create the same file: the change to write-ahead logging does not honour busy_timeout.
const untilFree = async (gesture: () => void): Promise<void> => {
  const end = performance.now() + MIGRATION_PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return gesture();
    } catch (error) {
      if (dbError(error) !== 'busy' || performance.now() > end) throw error;
      await sleep(10 + Math.random() * 40);
    }
  }
};
