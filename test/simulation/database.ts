import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Engine, SQLITE_FILE } from '#src/storage/engine.ts';
import { openEngine } from '#src/storage/open-engine.ts';
import { migrations } from '#src/storage/migrations/index.ts';
import { createDatabase, postgresAddress } from '#test/contract/real-postgres.ts';
import { pgliteEngine, startPglite } from '#test/fixtures/pglite-engine.ts';

/** The database of a simulated life, which several processes open and none outlives. */
export interface SimulatedDatabase {
  readonly kind: Engine['kind'];
  /** One process's own engine. */
  open(): Promise<Engine>;
  /** The processes die here: what was committed is what the next ones find. */
  cutPower(): Promise<void>;
  /** Lets go of the engine of a dead process. */
  bury(engine: Engine): Promise<void>;
  remove(): Promise<void>;
}

/** Memory where there is some: durability of the disk has tests of its own. */
const fastFolder = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lotocar-life-'));

const onSqlite = (): SimulatedDatabase => {
  const root = fastFolder();
  let lives = 0;
  const folder = (): string => join(root, String(lives));
  mkdirSync(folder());
  return {
    kind: 'sqlite',
    open: () => openEngine({ databaseUrl: null, dataFolder: folder() }),
    async cutPower() {
      // The file and its log as a dead machine leaves them, transactions under way included.
      const before = folder();
      lives += 1;
      mkdirSync(folder());
      for (const name of [SQLITE_FILE, `${SQLITE_FILE}-wal`])
        if (existsSync(join(before, name))) cpSync(join(before, name), join(folder(), name));
    },
    async bury(engine) {
      await engine.close();
    },
    async remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
};

const onPglite = async (): Promise<SimulatedDatabase> => {
  const server = await startPglite();
  // One connection: dead processes leave it to the next ones.
  const engine = await pgliteEngine(server, migrations);
  return {
    kind: 'pglite',
    open: async () => engine,
    cutPower: async () => undefined,
    bury: async () => undefined,
    async remove() {
      await engine.close();
      await server.close();
    },
  };
};

/** To compile a query takes the server longer than to answer it, on so little. */
const withoutCompiling = (address: string): string => {
  const url = new URL(address);
  url.searchParams.append('options', '-c jit=off');
  return url.href;
};

const onPostgres = async (): Promise<SimulatedDatabase> => {
  const address = postgresAddress();
  if (address === undefined) throw new Error('LOTOCAR_TEST_POSTGRES names no server');
  const { url, drop } = await createDatabase(address);
  return {
    kind: 'postgres',
    open: () => openEngine({ databaseUrl: withoutCompiling(url), dataFolder: tmpdir() }),
    async cutPower() {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await client.end();
    },
    async bury(engine) {
      await engine.close().catch(() => undefined);
    },
    remove: drop,
  };
};

/** An empty database for one life. @throws Error for `postgres` when LOTOCAR_TEST_POSTGRES names no server. */
export const makeDatabase = async (kind: Engine['kind']): Promise<SimulatedDatabase> =>
  kind === 'sqlite' ? onSqlite() : kind === 'pglite' ? onPglite() : onPostgres();
