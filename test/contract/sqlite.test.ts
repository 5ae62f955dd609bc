import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { dbError } from '#src/storage/db-error.ts';
import { SQLITE_FILE, type Engine } from '#src/storage/engine.ts';
import { openEngine } from '#src/storage/open-engine.ts';
import { copyBeforeMigration } from '#src/storage/migration-copy.ts';
import type { MigrationList } from '#src/storage/migrator.ts';
import { openSqliteConnection, type SqliteConnection } from '#src/storage/sqlite-connection.ts';
import { makeDurable, openSqlite } from '#src/storage/sqlite.ts';
import { onEngine } from './engines.ts';
import { startTogether, startWorker } from './second-process.ts';
import { slowMigrations } from './slow-migrations.ts';

const AT = '2026-11-22T23:04:25.000Z';

describe('SQLite, with a second process', () => {
  onEngine('sqlite', (engine) => {
    const set = (key: string, count: number) =>
      engine.atomically(async (trx) => {
        await trx.deleteFrom('rate_counter').where('key', '=', key).execute();
        await trx.insertInto('rate_counter').values({ key, window_start: AT, count }).execute();
      });
    const get = async (key: string) =>
      (await engine.db.selectFrom('rate_counter').where('key', '=', key).select('count').executeTakeFirst())?.count;

    const pragma = (name: string) =>
      engine.atomically(async (trx) => {
        const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(trx);
        return Object.values(rows[0] ?? {})[0];
      });

    test('writers that read first and write then, in two processes, all count', async () => {
      await set('shared', 0);
      await startTogether([1, 2].map(() => startWorker('increment', engine, '150')));
      assert.equal(await get('shared'), 300);
    });

    test('a writer waits for the other process without stopping this one, which goes on reading', async () => {
      await set('shared', 0);
      const other = startWorker('hold', engine, '3000');
      await other.says('holding');
      const started = performance.now();
      let longestPause = 0;
      let last = started;
      const heartbeat = setInterval(() => {
        longestPause = Math.max(longestPause, performance.now() - last);
        last = performance.now();
      }, 10);
      const writing = set('waited', 1).then(() => performance.now() - started);
      const reading = get('shared').then(() => performance.now() - started);
      assert.ok((await reading) < 1500, 'a page that reads is not held up');
      assert.ok((await writing) > 1500, 'the write came after the other one');
      clearInterval(heartbeat);
      assert.ok(longestPause < 1500, `this process never stopped (longest pause: ${longestPause} ms)`);
      await other.done;
      assert.equal(await get('waited'), 1);
      const { window_start: start } = await engine.db
        .selectFrom('rate_counter')
        .where('key', '=', 'shared')
        .select('window_start')
        .executeTakeFirstOrThrow();
      assert.equal(start, 'held', 'and what the other one wrote is seen');
    });

    test('a writer whose patience ends says busy, and has written nothing', async () => {
      const hurried = await openEngine({ databaseUrl: null, dataFolder: engine.dataFolder, patience: 200 });
      try {
        const other = startWorker('hold', engine, '3000');
        await other.says('holding');
        const started = performance.now();
        const writing = hurried.atomically((trx) =>
          trx.insertInto('rate_counter').values({ key: 'hurried', window_start: AT, count: 1 }).execute(),
        );
        await assert.rejects(writing, (error) => dbError(error) === 'busy');
        assert.ok(performance.now() - started < 2000);
        await other.done;
        assert.equal(await get('hurried'), undefined);
      } finally {
        await hurried.close();
      }
    });

    test('reads go on beside a write of this process, and see it only once it is kept', async () => {
      await set('beside', 1);
      const { promise: written, resolve: tell } = Promise.withResolvers<void>();
      const { promise: read, resolve: finish } = Promise.withResolvers<void>();
      const writing = engine.atomically(async (trx) => {
        await trx.updateTable('rate_counter').set({ count: 2 }).where('key', '=', 'beside').execute();
        tell();
        await read;
      });
      await written;
      const during = await get('beside');
      finish();
      await writing;
      assert.equal(during, 1);
      assert.equal(await get('beside'), 2);
    });

    test('the connection that writes flushes at each commit: read back', async () => {
      assert.equal(await pragma('journal_mode'), 'wal');
      assert.equal(await pragma('synchronous'), 2);
      assert.equal(await pragma('foreign_keys'), 1);
      assert.equal(await pragma('busy_timeout'), 5000);
    });

    test('what is erased is in no byte of a copy', async () => {
      const names = Array.from({ length: 500 }, (_, n) => `quelqu’un dont le nom est effacé ${n} ${'é'.repeat(200)}`);
      await engine.atomically(async (trx) => {
        for (const key of names)
          await trx.insertInto('rate_counter').values({ key, window_start: AT, count: 1 }).execute();
      });
      const copyOf = async () => {
        const folder = await mkdtemp(join(tmpdir(), 'lotocar-erased-'));
        await engine.backupTo?.(join(folder, 'copy.sqlite'));
        const bytes = await readFile(join(folder, 'copy.sqlite'));
        await rm(folder, { recursive: true });
        return bytes;
      };
      assert.ok((await copyOf()).includes('dont le nom est effacé'));
      await engine.atomically((trx) => trx.deleteFrom('rate_counter').where('key', 'like', 'quelqu’un%').execute());
      assert.equal((await copyOf()).includes('dont le nom est effacé'), false);
    });

    test('a prepared statement sees a column that another connection has added', async () => {
      const all = () => engine.db.selectFrom('erasure').selectAll().execute();
      await engine.atomically((trx) =>
        trx.insertInto('erasure').values({ id_hash: 'h', subject_kind: 'person', at: AT }).execute(),
      );
      assert.deepEqual(await all(), [{ id_hash: 'h', subject_kind: 'person', at: AT }]);
      const other = openSqliteConnection(join(engine.dataFolder, SQLITE_FILE));
      other.run("alter table erasure add column note text not null default 'new'", []);
      other.close();
      assert.deepEqual(await all(), [{ id_hash: 'h', subject_kind: 'person', at: AT, note: 'new' }]);
    });

    test('a copy made while it is written is whole and holds one instant', async () => {
      await engine.atomically(async (trx) => {
        for (const key of ['left', 'right']) {
          await trx.insertInto('rate_counter').values({ key, window_start: AT, count: 0 }).execute();
        }
      });
      const stop = new AbortController();
      const writer = (async () => {
        for (let count = 1; !stop.signal.aborted; count++) {
          await engine.atomically(async (trx) => {
            await trx.updateTable('rate_counter').set({ count }).where('key', '=', 'left').execute();
            await sleep(1);
            await trx.updateTable('rate_counter').set({ count }).where('key', '=', 'right').execute();
          });
        }
      })();
      const copy = join(engine.dataFolder, 'copy.sqlite');
      for (let times = 0; times < 5; times++) {
        await sleep(20);
        await engine.backupTo?.(copy);
        const opened = openSqliteConnection(copy, { readOnly: true });
        assert.deepEqual(opened.run('pragma integrity_check', []).rows, [{ integrity_check: 'ok' }]);
        const counts = opened.run("select count from rate_counter where key in ('left', 'right')", []).rows;
        opened.close();
        assert.equal(counts.length, 2);
        assert.deepEqual(counts[0], counts[1]);
      }
      stop.abort();
      await writer;
    });
  });
});

const steps = async (engine: Engine) =>
  (await sql<{ step: number }>`select step from slow order by step`.execute(engine.db)).rows.map(({ step }) => step);
const third = (up: () => Promise<void>): MigrationList => ({
  ...slowMigrations,
  '003-third': {
    up: async (db) => {
      await sql`insert into slow (step) values (3)`.execute(db);
      await up();
    },
  },
});

describe('an SQLite file and its migrations', () => {
  let folder = '';
  const opened: Engine[] = [];
  const open = async (migrations: MigrationList): Promise<Engine> => {
    const engine = await openEngine({ databaseUrl: null, dataFolder: folder, migrations });
    opened.push(engine);
    return engine;
  };
  const copies = async () => (await readdir(folder)).filter((name) => name.includes('avant-mise-a-jour'));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-migrations-'));
  });
  afterEach(async () => {
    for (const engine of opened.splice(0)) await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('three processes that start at once on no file at all come up, and each migration ran once', async () => {
    const on = { databaseUrl: null, dataFolder: folder };
    const workers = [1, 2, 3].map(() => startWorker('migrate-slowly', on));
    for (const { done } of workers) assert.deepEqual(await done, ['open', 'done']);
    assert.deepEqual(await steps(await open(slowMigrations)), [1, 2]);
    assert.deepEqual(await copies(), [], 'a new file needs no copy');
  });

  test('a copy is made before a file that has served is migrated, and only then', async () => {
    const first = slowMigrations['001-slow'];
    assert.ok(first);
    await (await open({ '001-slow': first })).close();
    await (await open({ '001-slow': first })).close();
    assert.deepEqual(await copies(), []);
    assert.deepEqual(await steps(await open(slowMigrations)), [1, 2]);
    const [copy, ...others] = await copies();
    assert.deepEqual(others, []);
    assert.match(copy ?? '', /^lotocar-avant-mise-a-jour-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.sqlite$/);
    const before = openSqliteConnection(join(folder, copy ?? ''), { readOnly: true });
    assert.deepEqual(before.run('select step from slow', []).rows, [{ step: 1 }]);
    before.close();
  });

  test('the last five copies are kept', async () => {
    await open(slowMigrations);
    for (let day = 1; day <= 7; day++) {
      await copyBeforeMigration(join(folder, SQLITE_FILE), Temporal.Instant.from(`2026-11-0${day}T08:00:00Z`));
    }
    const days = (await copies()).toSorted().map((name) => /2026-11-(\d\d)/.exec(name)?.[1]);
    assert.deepEqual(days, ['03', '04', '05', '06', '07']);
  });

  test('a migration that fails leaves the file as it was, and the copy', async () => {
    await (await open(slowMigrations)).close();
    const failing = third(async () => {
      throw new Error('no');
    });
    await assert.rejects(open(failing), /étape 003-third : no[\s\S]*Rien n’a été changé/);
    assert.deepEqual(await steps(await open(slowMigrations)), [1, 2]);
    assert.equal((await copies()).length, 1);
  });

  test('a migration that leaves rows pointing to nothing is undone', async () => {
    const parents: MigrationList = {
      '001': {
        up: async (db) => {
          await sql`create table parent (id text primary key)`.execute(db);
          await sql`create table child (parent_id text not null references parent(id) on delete cascade)`.execute(db);
          await sql`insert into parent values ('a')`.execute(db);
          await sql`insert into child values ('a')`.execute(db);
        },
      },
    };
    const rebuilt = (fill: boolean): MigrationList => ({
      ...parents,
      '002': {
        up: async (db) => {
          await sql`create table parent_new (id text primary key, note text)`.execute(db);
          if (fill) await sql`insert into parent_new (id) select id from parent`.execute(db);
          await sql`drop table parent`.execute(db);
          await sql`alter table parent_new rename to parent`.execute(db);
        },
      },
    });
    await (await open(parents)).close();
    await assert.rejects(open(rebuilt(false)), /1 rows pointing to nothing/);
    const engine = await open(rebuilt(true));
    const { rows } = await sql`select parent_id from child`.execute(engine.db);
    assert.deepEqual(rows, [{ parent_id: 'a' }], 'rebuilding a table does not empty those that point to it');
  });

  test('a file that a newer version has opened is refused, in words, and not touched', async () => {
    await (await open(slowMigrations)).close();
    const first = slowMigrations['001-slow'];
    assert.ok(first);
    await assert.rejects(open({ '001-slow': first }), /version plus récente de Lotocar.*002-slow.*Rien n’a été changé/);
    assert.deepEqual(await steps(await open(slowMigrations)), [1, 2]);
  });

  test('it refuses to start where commits would not be flushed', async () => {
    await assert.rejects(
      openSqlite(':memory:', { migrations: {}, patience: 0 }),
      /ne peut pas garder les écritures en sûreté/,
    );
    const connection = openSqliteConnection(join(folder, 'other.sqlite'));
    makeDurable(connection);
    const careless: SqliteConnection = {
      ...connection,
      run: (text, parameters) => connection.run(text.replace('synchronous = full', 'synchronous = normal'), parameters),
    };
    assert.throws(() => makeDurable(careless), /synchronous vaut 1/);
    connection.close();
  });
});
