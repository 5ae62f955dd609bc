import { SaidToPeople } from '#src/said-to-people.ts';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type { DatabaseConnection } from 'kysely';
import type { CustomTypesConfig, Pool } from 'pg';
import { createAtomically } from './atomically.ts';
import type { Engine } from './engine.ts';
import { createKysely } from './guarded-dialect.ts';
import { readMigrationState, runMigrations } from './migrator.ts';
import type { MigrationList } from './migrator.ts';
import type { Database } from './schema/database.ts';
import { createTransactionScope } from './transaction-scope.ts';

/** Connections of one process; a page needs one for a few milliseconds. */
const POOL_SIZE = 10;
const CONNECT_PATIENCE_MILLISECONDS = 10_000;

export interface PostgresEngineOptions {
  readonly migrations: MigrationList;
  /** Milliseconds after which a lost race is not run again. */
  readonly patience: number;
  readonly onConnectionLost: (error: Error) => void;
}

/**
 * Opens a PostgreSQL database, migrated. Outside `atomically` its sessions are read-only, as SQLite's reading connection.
 * @throws Error in French when the server may lose what it has acknowledged (`fsync = off`).
 */
export const openPostgres = async (
  url: string,
  { migrations, patience, onConnectionLost }: PostgresEngineOptions,
): Promise<Engine> => {
  await migratePostgres(url, migrations, onConnectionLost);
  const pool = await createPool(url, POOL_SIZE, onConnectionLost);
  const scope = createTransactionScope();
  const dialect = new PostgresDialect({ pool, onCreateConnection: prepareSession });
  const db = createKysely(dialect, { scope, single: false });
  return {
    kind: 'postgres',
    db,
    atomically: createAtomically({ writer: db, scope, patience }),
    stateMark: () => snapshotOf(db),
    snapshot: (work) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    backupTo: null,
    describe: async () => ({
      engine: `PostgreSQL ${await show(db, 'server_version')}`,
      migrations: (await readMigrationState(db as unknown as Kysely<never>, migrations)).done,
    }),
    close: () => db.destroy(),
  };
};

/** `count(*)` and sums come as text by default: here they are numbers, as on SQLite. Per pool, so that nothing is global. */
export const NUMBER_TYPES = { int8: 20, numeric: 1700 } as const;

const createPool = async (url: string, max: number, onLost: (error: Error) => void): Promise<Pool> => {
  // Loaded only when it is used: a village on SQLite does not pay for it at start.
  const { default: pg } = await import('pg');
  const numbers: readonly number[] = Object.values(NUMBER_TYPES);
  const getTypeParser: CustomTypesConfig['getTypeParser'] = (oid, format) =>
    numbers.includes(oid) ? Number : pg.types.getTypeParser(oid, format);
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_PATIENCE_MILLISECONDS,
    application_name: 'lotocar',
    types: { getTypeParser },
  });
  // Without a listener a server that stops would take this process with it.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
};

const SESSION: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  // A server set to acknowledge before writing to its disk would lose what we have promised.
  synchronous_commit: 'on',
  default_transaction_read_only: 'on',
  // A closure that waits for something else must not hold its locks for ever.
  idle_in_transaction_session_timeout: '60s',
};

const prepareSession = async (connection: DatabaseConnection): Promise<void> => {
  const settings = Object.entries(SESSION).map(([name, value]) => `set_config('${name}', '${value}', false)`);
  await connection.executeQuery(CompiledQuery.raw(`select ${settings.join(', ')}`));
};

const show = async (db: Kysely<never> | Kysely<Database>, setting: string): Promise<string> => {
  const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(db);
  return rows[0]?.value ?? '';
};

/** Two snapshots written alike see the same transactions: none ended between them, in any database of the server. */
export const snapshotOf = async (db: Kysely<Database>): Promise<string> => {
  const { rows } = await sql<{ mark: string }>`select pg_current_snapshot()::text as mark`.execute(db);
  return rows[0]?.mark ?? '';
};

const migratePostgres = async (
  url: string,
  migrations: MigrationList,
  onLost: (error: Error) => void,
): Promise<void> => {
  const pool = await createPool(url, 1, onLost);
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  try {
    if ((await show(db, 'fsync')) === 'off') {
      throw new SaidToPeople(
        'Ce serveur PostgreSQL a « fsync = off » : une coupure perdrait des demandes. Remettez « on ».',
      );
    }
    if ((await readMigrationState(db, migrations)).pending.length > 0) await runMigrations(db, migrations);
  } catch (error) {
    throw whyUnreached(error) ?? error;
  } finally {
    await db.destroy();
  }
};

/** What kept us out, when it is the address or the key: said without the address, which holds the password. */
const whyUnreached = (error: unknown): SaidToPeople | undefined => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENOENT|EAI_AGAIN)$/.test(code))
    return new SaidToPeople(
      `PostgreSQL ne répond pas à l’adresse de DATABASE_URL (${code}). Vérifiez qu’il est démarré.`,
    );
  // PostgreSQL's invalid_authorization_specification, invalid_password and invalid_catalog_name.
  if (/^(28000|28P01|3D000)$/.test(code))
    return new SaidToPeople(
      `PostgreSQL refuse d’ouvrir cette base (${code}). Vérifiez le nom, le mot de passe et la base dans DATABASE_URL.`,
    );
  return undefined;
};
