import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { dbError } from '#src/storage/db-error.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { MemberTable } from '#src/storage/schema/team.ts';
import { openEngine } from '#src/storage/open-engine.ts';
import { forEachEngine } from './engines.ts';

type Trx = Transaction<Database>;

const AT = '2026-11-22T23:04:25.000Z';

const member = (id: string, changes: Partial<MemberTable> = {}): MemberTable => ({
  id,
  login: id,
  name: 'Jeanne Exemple',
  email: null,
  password_hash: null,
  host: 0,
  disabled_at: null,
  last_signed_in_at: null,
  created_at: AT,
  ...changes,
});
const addMember = (trx: Trx, id: string, changes: Partial<MemberTable> = {}) =>
  trx.insertInto('member').values(member(id, changes)).execute();
const counter = (trx: Trx, key: string, count: number) =>
  trx.insertInto('rate_counter').values({ key, window_start: AT, count }).execute();

describe('the engines behave the same', () => {
  forEachEngine((engine) => {
    const count = async (table: 'member' | 'rate_counter' | 'file' | 'trip_change'): Promise<number> => {
      const row = await engine.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return row.n;
    };
    const countKeys = async (pattern: string): Promise<number> =>
      (await engine.db.selectFrom('rate_counter').where('key', 'like', pattern).select('key').execute()).length;
    const inside = (work: () => Promise<unknown>) => engine.atomically(async () => await work());
    const kindOf = async (work: (trx: Trx) => Promise<unknown>): Promise<string> => {
      try {
        await engine.atomically(work);
      } catch (error) {
        return dbError(error);
      }
      return 'kept';
    };

    test('it says what it is and which migrations it had', async () => {
      const { engine: name, migrations } = await engine.describe();
      assert.match(name, /^(SQLite 3|PostgreSQL 1|PGlite)/);
      assert.equal(migrations[0], '001-start');
    });

    test('the mark of its state changes with each commit, of this process or another, and with nothing that is read', async () => {
      const before = await engine.stateMark();
      await count('member');
      if (engine.databaseUrl === null) assert.equal(await engine.stateMark(), before);
      await engine.atomically(async (trx) => counter(trx, 'mark', 1));
      const own = await engine.stateMark();
      assert.notEqual(own, before);
      if (engine.kind === 'pglite') return;
      const other = await openEngine(engine);
      try {
        await other.atomically(async (trx) => counter(trx, 'mark of another', 1));
      } finally {
        await other.close();
      }
      assert.notEqual(await engine.stateMark(), own);
    });

    test('counts, sums and averages are numbers', async () => {
      await engine.atomically(async (trx) => {
        await counter(trx, 'sum-1', 2);
        await counter(trx, 'sum-2', 5);
      });
      const row = await engine.db
        .selectFrom('rate_counter')
        .where('key', 'like', 'sum-%')
        .select((eb) => [
          eb.fn.countAll<number>().as('number'),
          eb.fn.sum<number>('count').as('sum'),
          eb.fn.avg<number>('count').as('average'),
          eb.fn.max('count').as('greatest'),
        ])
        .executeTakeFirstOrThrow();
      assert.deepEqual(row, { number: 2, sum: 7, average: 3.5, greatest: 5 });
    });

    test(
      'the database outside the transaction, used inside it, throws instead of hanging',
      { timeout: 5000 },
      async () => {
        await assert.rejects(
          inside(() => engine.db.selectFrom('member').selectAll().execute()),
          /use the transaction it was given/,
        );
        await assert.rejects(
          inside(() => engine.db.transaction().execute(async () => undefined)),
          /use the transaction it was given/,
        );
        await assert.rejects(
          inside(() => engine.atomically(async () => undefined)),
          /use the transaction it was given/,
        );
        assert.equal(typeof (await count('member')), 'number', 'and the engine goes on');
      },
    );

    test('what was started inside may use the database once the transaction has ended', async () => {
      let later: Promise<number> = Promise.resolve(-1);
      await engine.atomically(async () => {
        later = sleep(50).then(() => count('member'));
      });
      assert.equal(typeof (await later), 'number');
    });

    test('a transaction used after its end throws and writes nothing', async () => {
      let leaked: Trx | undefined;
      await engine.atomically(async (trx) => {
        leaked = trx;
      });
      await assert.rejects(async () => leaked && (await counter(leaked, 'leaked', 1)), /has ended|already committed/);
      assert.equal(await countKeys('leaked'), 0);
    });

    test('a write outside atomically is refused by the engine itself', async () => {
      await assert.rejects(
        engine.db.insertInto('rate_counter').values({ key: 'outside', window_start: AT, count: 1 }).execute(),
        /read-?only/,
      );
      await assert.rejects(
        engine.db.transaction().execute((trx) => counter(trx, 'outside', 1)),
        /read-?only/,
      );
    });

    test('two transactions at once, each used by its own closure', async () => {
      const { promise: met, resolve: meet } = Promise.withResolvers<void>();
      const first = engine.atomically(async (trx) => {
        await counter(trx, 'both-1', 1);
        meet();
      });
      const second = engine.atomically(async (trx) => {
        await met;
        await counter(trx, 'both-2', 1);
      });
      await Promise.all([first, second]);
      assert.equal(await countKeys('both-%'), 2);
    });

    test('a closure that throws leaves nothing behind', async () => {
      const work = engine.atomically(async (trx) => {
        await counter(trx, 'thrown', 1);
        throw new Error('no');
      });
      await assert.rejects(work, /^Error: no$/);
      assert.equal(await countKeys('thrown'), 0);
    });

    test('a failed statement that was caught still undoes everything', async () => {
      const work = engine.atomically(async (trx) => {
        await counter(trx, 'caught', 1);
        await counter(trx, 'caught', 1).catch(() => undefined);
      });
      await assert.rejects(work, (error) => dbError(error) === 'duplicate');
      const more = engine.atomically(async (trx) => {
        await counter(trx, 'caught', 1);
        await counter(trx, 'caught', 1).catch(() => undefined);
        await counter(trx, 'caught-after', 1);
      });
      await assert.rejects(more, (error) => dbError(error) === 'duplicate');
      assert.equal(await countKeys('caught%'), 0);
    });

    const notBindable: Readonly<Record<string, unknown>> = {
      'a Date': new Date(),
      'a plain object': { a: 1 },
      'an object without prototype': Object.create(null),
      'a list': [1, 2],
      'a Temporal value': Temporal.PlainDate.from('2026-11-22'),
      true: true,
      false: false,
      undefined,
      NaN: Number.NaN,
      Infinity: Number.POSITIVE_INFINITY,
      'text with NUL': 'a\0b',
    };
    for (const [name, value] of Object.entries(notBindable)) {
      test(`${name} cannot be bound, in any place, and no row is written`, async () => {
        const before = await count('rate_counter');
        const first = engine.atomically((trx) =>
          sql`insert into rate_counter (key, window_start, count) values (${value}, 'x', 1)`.execute(trx),
        );
        await assert.rejects(first, { name: 'TypeError', message: /^Bound parameter 1 is / });
        const last = engine.db
          .selectFrom('rate_counter')
          .where('window_start', '=', 'x')
          .where(sql`key`, '=', sql`${value}`)
          .selectAll()
          .execute();
        await assert.rejects(last, { name: 'TypeError', message: /^Bound parameter 2 is / });
        assert.equal(await count('rate_counter'), before);
      });
    }

    test('an empty list finds nothing, and its contrary everything', async () => {
      await engine.atomically((trx) => counter(trx, 'list', 1));
      const total = await count('rate_counter');
      const none = await engine.db.selectFrom('rate_counter').where('key', 'in', []).selectAll().execute();
      const all = await engine.db.selectFrom('rate_counter').where('key', 'not in', []).selectAll().execute();
      assert.equal(none.length, 0);
      assert.equal(all.length, total);
      const deleted = await engine.atomically((trx) =>
        trx.deleteFrom('rate_counter').where('key', 'in', []).executeTakeFirst(),
      );
      assert.equal(deleted.numDeletedRows, 0n);
    });

    test('a yes or no is 0 or 1 and nothing else', async () => {
      await engine.atomically((trx) => addMember(trx, 'host', { host: 1 }));
      const row = await engine.db.selectFrom('member').where('host', '=', 1).select('host').executeTakeFirstOrThrow();
      assert.deepEqual(row, { host: 1 });
      assert.equal(await kindOf((trx) => addMember(trx, 'host-2', { host: 2 as 1 })), 'check');
    });

    test('refusals by the tables have one name', async () => {
      await engine.atomically((trx) => addMember(trx, 'first'));
      const chunk = { name: 'no', version: 'such', position: 0, data: new Uint8Array(1) };
      assert.equal(await kindOf((trx) => addMember(trx, 'first', { login: 'another' })), 'duplicate');
      assert.equal(await kindOf((trx) => addMember(trx, 'second', { login: 'first' })), 'duplicate');
      assert.equal(await kindOf((trx) => trx.insertInto('file_chunk').values(chunk).execute()), 'missing-reference');
      assert.equal(await kindOf((trx) => sql`select nothing from nowhere`.execute(trx)), 'other');
      assert.equal(await kindOf((trx) => addMember(trx, 'third', { name: null as unknown as string })), 'other');
    });

    test('rows are plain objects, numbers of changed rows are known, generated numbers grow', async () => {
      const { numUpdatedRows, sequences } = await engine.atomically(async (trx) => {
        const add = () =>
          trx
            .insertInto('trip_change')
            .values({ territory_id: 't', trip_id: 'a', at: AT })
            .returning('sequence')
            .executeTakeFirstOrThrow();
        const { sequence: one } = await add();
        const { sequence: two } = await add();
        const updated = await trx
          .updateTable('trip_change')
          .set({ at: AT })
          .where('trip_id', '=', 'a')
          .executeTakeFirst();
        return { numUpdatedRows: updated.numUpdatedRows, sequences: [one, two] as const };
      });
      assert.equal(numUpdatedRows, 2n);
      assert.equal(typeof sequences[0], 'number');
      assert.ok(sequences[1] > sequences[0]);
      const rows = await engine.db.selectFrom('trip_change').select('trip_id').execute();
      assert.deepEqual(rows, [{ trip_id: 'a' }, { trip_id: 'a' }]);
    });

    test('text and bytes come back as they were', async () => {
      const name = 'Élan d’Œuilly 🚗 — « à l’heure »\n\t\\ \' " % _';
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      await engine.atomically(async (trx) => {
        await addMember(trx, 'text', { name });
        const file = { name: 'f', version: '1', bytes: 256, sha256: 'x', current: 0 as const, created_at: AT };
        await trx.insertInto('file').values(file).execute();
        await trx.insertInto('file_chunk').values({ name: 'f', version: '1', position: 0, data: bytes }).execute();
      });
      const row = await engine.db
        .selectFrom('member')
        .where('id', '=', 'text')
        .select('name')
        .executeTakeFirstOrThrow();
      assert.equal(row.name, name);
      const { data } = await engine.db.selectFrom('file_chunk').select('data').executeTakeFirstOrThrow();
      assert.ok(data instanceof Uint8Array);
      assert.deepEqual(Buffer.from(data), Buffer.from(bytes));
    });

    test('`like` tells capitals apart and escapes with a backslash', async () => {
      await engine.atomically(async (trx) => {
        for (const key of ['cahors', 'Cahors', 'ca_ors', 'ca%ors']) await counter(trx, key, 7);
      });
      const found = async (pattern: string) =>
        (
          await sql<{ key: string }>`select key from rate_counter where key like ${pattern} escape '\\'`.execute(
            engine.db,
          )
        ).rows
          .map(({ key }) => key)
          .toSorted();
      assert.deepEqual(await found('cah%'), ['cahors']);
      assert.deepEqual(await found('ca\\_%'), ['ca_ors']);
      assert.deepEqual(await found('ca\\%%'), ['ca%ors']);
    });

    test('names are sorted for people by Intl, dates by the engine', async () => {
      const names = ['Zoé', 'élan', 'Xavier', 'Élan', 'Eric', 'œuf', 'cote', 'côté', "L'Hospitalet", 'Labastide'];
      await engine.atomically(async (trx) => {
        for (const [index, name] of names.entries()) await addMember(trx, `sort-${index}`, { name });
      });
      const rows = await engine.db.selectFrom('member').where('id', 'like', 'sort-%').select('name').execute();
      const collator = new Intl.Collator('fr');
      assert.deepEqual(rows.map(({ name }) => name).toSorted(collator.compare), [
        'cote',
        'côté',
        'élan',
        'Élan',
        'Eric',
        "L'Hospitalet",
        'Labastide',
        'œuf',
        'Xavier',
        'Zoé',
      ]);
      const instants = ['2026-11-22T23:04:25.000Z', '2026-11-22T23:04:25.001Z', '2026-12-01T00:00:00.000Z'];
      await engine.atomically(async (trx) => {
        for (const at of instants.toReversed()) {
          await trx
            .insertInto('rate_counter')
            .values({ key: `at-${at}`, window_start: at, count: 99 })
            .execute();
        }
      });
      const ordered = await engine.db
        .selectFrom('rate_counter')
        .where('count', '=', 99)
        .where('window_start', '<', '2026-12-01T00:00:00.000Z')
        .orderBy('window_start')
        .select('window_start')
        .execute();
      assert.deepEqual(
        ordered.map(({ window_start: at }) => at),
        instants.slice(0, 2),
      );
    });

    test('writers that read first and write then all count', async () => {
      await engine.atomically((trx) => counter(trx, 'race', 0));
      const increment = () =>
        engine.atomically(async (trx) => {
          const row = await trx
            .selectFrom('rate_counter')
            .where('key', '=', 'race')
            .select('count')
            .executeTakeFirstOrThrow();
          await sleep(Math.random() * 3);
          await trx
            .updateTable('rate_counter')
            .set({ count: row.count + 1 })
            .where('key', '=', 'race')
            .execute();
        });
      await Promise.all(Array.from({ length: 20 }, increment));
      const row = await engine.db
        .selectFrom('rate_counter')
        .where('key', '=', 'race')
        .select('count')
        .executeTakeFirstOrThrow();
      assert.equal(row.count, 20);
    });

    test('a lost race runs the closure again, a bounded number of times; another error does not', async () => {
      for (const [error, expected] of [
        [{ code: '40001' }, 4],
        [{ code: '40P01' }, 4],
        [{ errcode: 5 }, 4],
        [new Error('wrapped', { cause: { code: '40001' } }), 4],
        [{ code: '23505' }, 1],
        [new Error('no'), 1],
      ] as const) {
        let runs = 0;
        const work = engine.atomically(
          async (trx) => {
            runs++;
            await counter(trx, 'again', 1);
            // oxlint-disable-next-line typescript/only-throw-error -- what an engine throws, reduced to its code
            throw error;
          },
          { retries: 3 },
        );
        await assert.rejects(work, (thrown) => thrown === error);
        assert.equal(runs, expected);
      }
      let runs = 0;
      const value = await engine.atomically(async (trx) => {
        await counter(trx, 'again', runs);
        if (++runs < 3) throw Object.assign(new Error('lost'), { code: '40001' });
        return runs;
      });
      assert.equal(value, 3);
      const row = await engine.db
        .selectFrom('rate_counter')
        .where('key', '=', 'again')
        .select('count')
        .executeTakeFirstOrThrow();
      assert.equal(row.count, 2, 'only the last run was kept');
    });
  });
});
