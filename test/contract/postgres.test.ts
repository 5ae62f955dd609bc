import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { dbError } from '#src/storage/db-error.ts';
import { openEngine } from '#src/storage/open-engine.ts';
import type { Engine } from '#src/storage/engine.ts';
import { createStorage } from '#src/storage/stores.ts';
import { aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { request } from '#test/fixtures/requests.ts';
import { onRealPostgres } from './engines.ts';
import { createDatabase, postgresAddress } from './real-postgres.ts';
import { startTogether, startWorker } from './second-process.ts';
import { slowMigrations } from './slow-migrations.ts';

const AT = '2026-11-22T23:04:25.000Z';

const increment = (on: Engine) =>
  on.atomically(async (trx) => {
    const row = trx.selectFrom('rate_counter').where('key', '=', 'shared').select('count');
    const { count } = await row.executeTakeFirstOrThrow();
    await trx
      .updateTable('rate_counter')
      .set({ count: count + 1 })
      .where('key', '=', 'shared')
      .execute();
  });

/** Of two rows one must stay at 1: each writer checks, then lowers its own. */
const leave = (on: Engine, key: string) =>
  on.atomically(async (trx) => {
    const duties = trx.selectFrom('rate_counter').where('key', 'in', ['duty-a', 'duty-b']);
    const { total } = await duties.select((eb) => eb.fn.sum<number>('count').as('total')).executeTakeFirstOrThrow();
    await sleep(30);
    if (total < 2) return;
    await trx.updateTable('rate_counter').set({ count: 0 }).where('key', '=', key).execute();
  });

describe('PostgreSQL, with several connections and processes', () => {
  onRealPostgres((engine) => {
    const lost: Error[] = [];
    let other: Engine;
    before(async () => {
      const { databaseUrl, dataFolder } = engine;
      other = await openEngine({ databaseUrl, dataFolder, onConnectionLost: (error) => lost.push(error) });
    });
    after(() => other.close());

    const set = (key: string, count: number) =>
      engine.atomically(async (trx) => {
        await trx.deleteFrom('rate_counter').where('key', '=', key).execute();
        await trx.insertInto('rate_counter').values({ key, window_start: AT, count }).execute();
      });
    const get = async (key: string, from: Engine = engine) =>
      (await from.db.selectFrom('rate_counter').where('key', '=', key).select('count').executeTakeFirst())?.count;
    test('forty writers that read first and write then, on two pools, all count', async () => {
      await set('shared', 0);
      await Promise.all(Array.from({ length: 40 }, (_, index) => increment(index % 2 === 0 ? engine : other)));
      assert.equal(await get('shared'), 40);
    });

    test('and so do those of two processes', async () => {
      await set('shared', 0);
      await startTogether([1, 2].map(() => startWorker('increment', engine, '60')));
      assert.equal(await get('shared'), 120);
    });

    test('a request is written while a colleague notes a call on one of its ways: nobody waits for the other', async () => {
      const [here, there] = [createStorage(engine), createStorage(other)];
      await here.atomicallyOnInstance(({ territories }) => territories.add(aTerritory(), AT));
      const kept = request();
      await here.atomically('t-lot', async ({ people, requests }) => {
        for (const id of [kept.passengerId, 'driver']) await people.add(aPerson({ id }));
        await requests.add(kept, null);
      });
      const asked = { id: 'asked', requestId: kept.id, wayId: kept.ways[0]?.id ?? '', driverId: 'driver' };
      const { promise: written, resolve: noted } = Promise.withResolvers<void>();
      let stillNoting = true;
      const colleague = there.atomically('t-lot', async ({ introductions }) => {
        await introductions.add({
          ...asked,
          slots: [],
          tripId: null,
          regime: 'on-the-way',
          state: 'asked',
          callAgainOn: null,
          driverNumberShared: null,
          calls: [],
          asking: null,
          createdAt: AT,
          version: 1,
        });
        noted();
        // Far longer than a write takes, even here.
        await sleep(3_000);
        stillNoting = false;
      });
      await written;
      await here.atomically('t-lot', async ({ requests }) => requests.save(await requests.get(kept.id), 'marie'));
      assert.equal(stillNoting, true, 'the request waited for the colleague');
      await colleague;
      assert.equal((await here.in('t-lot').introductions.find('asked'))?.state, 'asked');
    });

    test('what would only be wrong together is not kept together', async () => {
      await set('duty-a', 1);
      await set('duty-b', 1);
      await Promise.all([leave(engine, 'duty-a'), leave(other, 'duty-b')]);
      assert.equal((await get('duty-a'))! + (await get('duty-b'))!, 1);
    });

    test('a race that is lost too often says so', async () => {
      await set('shared', 0);
      const { promise: read, resolve: tell } = Promise.withResolvers<void>();
      const { promise: changed, resolve: go } = Promise.withResolvers<void>();
      const losing = engine.atomically(
        async (trx) => {
          await trx.selectFrom('rate_counter').where('key', '=', 'shared').select('count').execute();
          tell();
          await changed;
          await trx.updateTable('rate_counter').set({ count: 9 }).where('key', '=', 'shared').execute();
        },
        { retries: 0 },
      );
      await read;
      await increment(other);
      go();
      await assert.rejects(losing, (error) => dbError(error) === 'busy');
      assert.equal(await get('shared'), 1);
    });

    test('its sessions are in UTC, acknowledge what is on the disk, and only read outside atomically', async () => {
      const show = async (setting: string) => {
        const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(engine.db);
        return rows[0]?.value;
      };
      assert.equal(await show('TimeZone'), 'UTC');
      assert.equal(await show('synchronous_commit'), 'on');
      assert.equal(await show('fsync'), 'on');
      assert.equal(await show('default_transaction_read_only'), 'on');
      const level = await engine.atomically(async (trx) => {
        const { rows } = await sql<{ value: string }>`select current_setting('transaction_isolation') as value`.execute(
          trx,
        );
        return rows[0]?.value;
      });
      assert.equal(level, 'serializable');
    });

    test('connections that the server closes are replaced, and the process lives on', async () => {
      await Promise.all(Array.from({ length: 5 }, () => get('shared', other)));
      const pid = sql<{ pid: number }>`select pg_backend_pid() as pid`;
      const stopped = other.atomically(async (trx) => {
        const { rows } = await pid.execute(trx);
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'lotocar' and pid <> pg_backend_pid()
          and datname = current_database()`.execute(engine.db);
        assert.ok(rows[0]);
        await sleep(50);
        await trx.insertInto('rate_counter').values({ key: 'stopped', window_start: AT, count: 1 }).execute();
      });
      await assert.rejects(stopped);
      for (let times = 0; lost.length === 0 && times < 100; times++) await sleep(50);
      assert.ok(lost.length > 0, 'whoever runs the service is told');
      assert.equal(typeof (await get('shared', other)), 'number');
      assert.equal(typeof (await get('shared')), 'number');
      assert.equal(await get('stopped'), undefined);
    });
  });

  const server = postgresAddress();
  if (server === undefined) return;

  test('three processes that start at once on an empty database come up, and each migration ran once', async () => {
    const { url, drop } = await createDatabase(server);
    try {
      const on = { databaseUrl: url, dataFolder: '/nowhere' };
      const workers = [1, 2, 3].map(() => startWorker('migrate-slowly', on));
      for (const { done } of workers) assert.deepEqual(await done, ['open', 'done']);
      const engine = await openEngine({ ...on, migrations: slowMigrations });
      const { rows } = await sql`select step from slow order by step`.execute(engine.db);
      await engine.close();
      assert.deepEqual(rows, [{ step: 1 }, { step: 2 }]);
    } finally {
      await drop();
    }
  });

  test('a database that a newer version has opened is refused, and a failed migration leaves it as it was', async () => {
    const { url, drop } = await createDatabase(server);
    const open = (migrations: typeof slowMigrations) =>
      openEngine({ databaseUrl: url, dataFolder: '/nowhere', migrations });
    try {
      await (await open(slowMigrations)).close();
      const first = slowMigrations['001-slow'];
      assert.ok(first);
      await assert.rejects(open({ '001-slow': first }), /version plus récente de Lotocar.*002-slow/);
      const failing = {
        up: async (db: Parameters<typeof first.up>[0]) => {
          await sql`insert into slow values (3)`.execute(db);
          throw new Error('no');
        },
      };
      await assert.rejects(
        open({ ...slowMigrations, '003-failing': failing }),
        /étape 003-failing : no[\s\S]*Rien n’a été changé/,
      );
      const engine = await open(slowMigrations);
      const { rows } = await sql`select count(*) as steps from slow`.execute(engine.db);
      await engine.close();
      assert.deepEqual(rows, [{ steps: 2 }]);
    } finally {
      await drop();
    }
  });
});

test('an address that is not PostgreSQL is refused in words', async () => {
  const opening = openEngine({ databaseUrl: 'mysql://localhost/lotocar', dataFolder: '/nowhere' });
  await assert.rejects(opening, /DATABASE_URL ne désigne pas une base PostgreSQL/);
});
