import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { dbError } from './db-error.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Whether a transaction takes the lock of writers when it begins, and how many milliseconds it waits for it. */
export type SqliteBegin = { readonly begin: 'deferred' } | { readonly begin: 'immediate'; readonly patience: number };

/** Kysely over one connection of node:sqlite, which its owner opens and closes. */
export const sqliteDialect = (connection: SqliteConnection, begin: SqliteBegin): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new SqliteDriver(connection, begin),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/**
 * `begin immediate`, waiting for another process's lock without stopping this one: `busy_timeout` would hold the whole
 * process, and with it the pages that only read.
 * @param patience milliseconds.
 * @throws the SQLITE_BUSY error once patience is over.
 */
export const beginImmediate = async (connection: SqliteConnection, patience: number): Promise<void> => {
  const end = performance.now() + patience;
  connection.run('pragma busy_timeout = 0', []);
  try {
    for (;;) {
      try {
        connection.run('begin immediate', []);
        return;
      } catch (error) {
        if (dbError(error) !== 'busy' || performance.now() > end) throw error;
        await sleep(5 + Math.random() * 20);
      }
    }
  } finally {
    connection.run('pragma busy_timeout = 5000', []);
  }
};

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #begin: SqliteBegin;

  constructor(connection: SqliteConnection, begin: SqliteBegin) {
    this.#connection = connection;
    this.#begin = begin;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteKyselyConnection(this.#connection);
  }

  async beginTransaction(): Promise<void> {
    if (this.#begin.begin === 'immediate') await beginImmediate(this.#connection, this.#begin.patience);
    else this.#connection.run('begin', []);
  }

  async commitTransaction(): Promise<void> {
    this.#connection.run('commit', []);
  }

  async rollbackTransaction(): Promise<void> {
    if (this.#connection.isInTransaction()) this.#connection.run('rollback', []);
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

class SqliteKyselyConnection implements DatabaseConnection {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = this.#connection.run(sql, parameters);
    const result = { rows: rows as R[] };
    return changes === undefined ? result : { ...result, numAffectedRows: changes };
  }

  streamQuery(): never {
    throw new Error('Refused before it comes here');
  }
}
