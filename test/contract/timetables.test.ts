import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { createStorage } from '#src/storage/stores.ts';
import type { FeedStore, TimetableInUse } from '#src/timetables-import/feed-store.ts';
import { forEachEngine } from './engines.ts';

const NINE = '2026-11-24T09:00:00.000Z';
const ONE_PAST = '2026-11-24T09:01:00.000Z';
const TWO_PAST = '2026-11-24T09:02:00.000Z';

const inUse: TimetableInUse = {
  file: 'horaires/abc',
  source: 'Cars d’essai',
  firstDate: '2026-11-01',
  lastDate: '2026-12-31',
  builtAt: ONE_PAST,
  report: {
    kept: { routes: 2, stops: 5, trips: 3, stopTimes: 7 },
    remarks: [{ file: 'stops.txt', what: 'Cet arrêt…', count: 30, lines: [{ line: 4, detail: 'arrêt « F »' }] }],
  },
};
const fresh = { etag: '"un"', lastModified: null, checkedAt: ONE_PAST };

describe('timetables of territories', () => {
  forEachEngine((engine) => {
    const write = <T>(work: (feeds: FeedStore) => Promise<T>): Promise<T> =>
      createStorage(engine).atomicallyOnInstance(({ feeds }) => work(feeds));
    const { feeds } = { feeds: () => createStorage(engine).instance.feeds };
    const find = () => feeds().find('lot', 'cars');
    const begin = (id: string, aliveSince = NINE) =>
      write((feeds) =>
        feeds.begin('lot', 'cars', { id, label: 'lot.zip', askedBy: 'camille', startedAt: NINE }, aliveSince),
      );
    const add = (id: string, territoryId: string, createdAt: string) =>
      write((feeds) =>
        feeds.add({ id, territoryId, name: '', address: 'https://exemple.fr/gtfs', sealedLogin: 'v1.x', createdAt }),
      );

    beforeEach(async () => {
      await engine.atomically(async (trx) => {
        await trx.deleteFrom('territory').execute();
        for (const id of ['lot', 'correze'])
          await trx
            .insertInto('territory')
            .values({
              id,
              slug: id,
              name: id,
              phone: '+33536490000',
              phone_hours: '',
              email: null,
              controller: '',
              welcome: '',
              accent: '#1d5c63',
              zone: 'Europe/Paris',
              commune_codes: '[]',
              centre_latitude: 44.6,
              centre_longitude: 1.6,
              settings: '{}',
              created_at: NINE,
              updated_at: NINE,
              opening_stage: 'open',
              awaits_host: 0,
              version: 1,
            })
            .execute();
      });
      await add('cars', 'lot', ONE_PAST);
    });

    test('a feed is one of its territory, and of no other', async () => {
      await add('trains', 'lot', NINE);
      await add('autres', 'correze', NINE);
      assert.deepEqual(
        (await feeds().listOf('lot')).map(({ id }) => id),
        ['trains', 'cars'],
      );
      assert.equal((await feeds().list()).length, 3);
      assert.equal(await feeds().find('correze', 'cars'), undefined);
      await write((feeds) => feeds.remove('correze', 'cars'));
      assert.ok(await find());
      await write((feeds) => feeds.remove('lot', 'cars'));
      assert.equal(await find(), undefined);
      await engine.atomically((trx) => trx.deleteFrom('territory').where('id', '=', 'lot').execute());
      assert.deepEqual(
        (await feeds().list()).map(({ id }) => id),
        ['autres'],
      );
    });

    test('an import begins, advances, and ends with a timetable', async () => {
      assert.equal(await begin('un'), null);
      assert.equal(
        await write((feeds) => feeds.advance('lot', 'un', { step: 'reading', percent: 40, seenAt: ONE_PAST })),
        true,
      );
      assert.deepEqual((await find())?.lastImport, {
        id: 'un',
        state: 'running',
        step: 'reading',
        percent: 40,
        label: 'lot.zip',
        askedBy: 'camille',
        startedAt: NINE,
        seenAt: ONE_PAST,
        problem: null,
      });
      assert.equal(await write((feeds) => feeds.finish('lot', 'un', inUse, fresh)), true);
      const after = await find();
      assert.deepEqual(after?.inUse, inUse);
      assert.equal(after?.etag, '"un"');
      assert.equal(after?.lastImport?.state, 'done');
    });

    test('one that is still the newest keeps what is in use, and says when it was asked', async () => {
      await begin('un');
      await write((feeds) => feeds.finish('lot', 'un', inUse, fresh));
      await begin('deux');
      await write((feeds) => feeds.finish('lot', 'deux', null, { ...fresh, checkedAt: TWO_PAST }));
      const after = await find();
      assert.deepEqual(after?.inUse, inUse);
      assert.equal(after?.checkedAt, TWO_PAST);
    });

    test('whoever asks while one runs is given that one; one that died is replaced', async () => {
      await begin('un');
      assert.equal((await begin('deux'))?.id, 'un');
      assert.equal(await begin('deux', ONE_PAST), null);
      assert.equal(await write((feeds) => feeds.finish('lot', 'un', inUse, fresh)), false);
      assert.equal((await find())?.inUse, null);
      assert.equal(await write((feeds) => feeds.stop('correze', 'deux', 'cancelled')), false);
    });

    test('cancelled or failed, what is in use stays, with its address; read from elsewhere, it comes from there', async () => {
      await begin('un');
      await write((feeds) => feeds.finish('lot', 'un', inUse, fresh));
      await begin('deux');
      assert.equal(await write((feeds) => feeds.stop('lot', 'deux', { problem: 'Le disque est plein.' })), true);
      assert.equal((await find())?.lastImport?.problem, 'Le disque est plein.');
      await begin('trois');
      assert.equal(await write((feeds) => feeds.stop('lot', 'trois', 'cancelled')), true);
      assert.equal(await write((feeds) => feeds.finish('lot', 'trois', { ...inUse, file: 'autre' }, fresh)), false);
      assert.deepEqual((await find())?.inUse, inUse);
      await write((feeds) => feeds.setLive('lot', 'cars', [{ address: 'https://exemple.fr/rt', sealedLogin: 'v1.y' }]));
      await write((feeds) => feeds.setLive('correze', 'cars', []));
      assert.deepEqual((await find())?.live, [{ address: 'https://exemple.fr/rt', sealedLogin: 'v1.y' }]);
      await begin('quatre');
      const nothing = { etag: null, lastModified: null, checkedAt: TWO_PAST };
      const sent = { address: null, sealedLogin: null, name: 'Cars du Lot' };
      await write((feeds) => feeds.finish('lot', 'quatre', { ...inUse, file: 'horaires/def' }, nothing, sent));
      const after = await find();
      assert.deepEqual(
        [after?.address, after?.sealedLogin, after?.name, after?.etag, after?.inUse?.file],
        [null, null, 'Cars du Lot', null, 'horaires/def'],
      );
    });
  });
});
