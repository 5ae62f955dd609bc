import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { NewRoadImport, RoadsInUse, RoadStore } from '#src/roads-import/road-store.ts';
import { createStorage } from '#src/storage/stores.ts';
import { forEachEngine } from './engines.ts';

const NINE = '2026-11-24T09:00:00.000Z';
const ONE_PAST = '2026-11-24T09:01:00.000Z';
const TWO_PAST = '2026-11-24T09:02:00.000Z';

const started = (changes: Partial<NewRoadImport> = {}): NewRoadImport => ({
  id: 'first',
  source: 'midi-pyrenees-latest.osm.pbf',
  askedBy: 'camille',
  startedAt: NINE,
  ...changes,
});

const map: RoadsInUse = { file: 'routes/abc', source: 'Midi-Pyrénées', dataFrom: null, builtAt: ONE_PAST };

describe('roads of territories', () => {
  forEachEngine((engine) => {
    const write = <T>(work: (roads: RoadStore) => Promise<T>): Promise<T> =>
      createStorage(engine).atomicallyOnInstance(({ roads }) => work(roads));
    const find = () => createStorage(engine).instance.roads.find('lot');

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
    });

    test('a territory without roads is not there', async () => {
      assert.equal(await find(), undefined);
      assert.deepEqual(await createStorage(engine).instance.roads.list(), []);
    });

    test('an import begins, advances and ends with a map', async () => {
      assert.equal(await write((roads) => roads.begin('lot', started(), NINE)), null);
      assert.equal(
        await write((roads) => roads.advance('lot', 'first', { step: 'reading', percent: 40, seenAt: ONE_PAST })),
        true,
      );
      assert.deepEqual(await find(), {
        territoryId: 'lot',
        inUse: null,
        lastImport: {
          ...started(),
          state: 'running',
          step: 'reading',
          percent: 40,
          seenAt: ONE_PAST,
          problem: null,
        },
      });
      assert.equal(await write((roads) => roads.finish('lot', 'first', map)), true);
      const after = await find();
      assert.deepEqual(after?.inUse, map);
      assert.equal(after?.lastImport?.state, 'done');
      assert.equal(after?.lastImport?.percent, 100);
    });

    test('whoever asks while one runs is given that one; one that died is replaced', async () => {
      await write((roads) => roads.begin('lot', started(), NINE));
      const second = started({ id: 'second', startedAt: TWO_PAST });
      assert.equal((await write((roads) => roads.begin('lot', second, NINE)))?.id, 'first');
      assert.equal(await write((roads) => roads.begin('lot', second, ONE_PAST)), null);
      assert.equal((await find())?.lastImport?.id, 'second');
      // The first process wakes up: it has nothing to say any more.
      assert.equal(await write((roads) => roads.finish('lot', 'first', map)), false);
      assert.equal((await find())?.inUse, null);
    });

    test('a cancelled import changes nothing, whatever its process still says', async () => {
      await write((roads) => roads.begin('lot', started(), NINE));
      await write((roads) => roads.finish('lot', 'first', map));
      await write((roads) => roads.begin('lot', started({ id: 'second' }), NINE));
      assert.equal(await write((roads) => roads.stop('lot', 'second', 'cancelled')), true);
      const other = { ...map, file: 'routes/def' };
      assert.equal(await write((roads) => roads.finish('lot', 'second', other)), false);
      assert.equal(
        await write((roads) => roads.advance('lot', 'second', { step: 'saving', percent: 99, seenAt: TWO_PAST })),
        false,
      );
      assert.deepEqual((await find())?.inUse, map);
      assert.equal((await find())?.lastImport?.state, 'cancelled');
    });

    test('a failed import says why and leaves the map in use', async () => {
      await write((roads) => roads.begin('lot', started(), NINE));
      await write((roads) => roads.finish('lot', 'first', map));
      await write((roads) => roads.begin('lot', started({ id: 'second' }), NINE));
      await write((roads) => roads.stop('lot', 'second', { problem: 'Le disque est plein.' }));
      assert.equal((await find())?.lastImport?.problem, 'Le disque est plein.');
      assert.deepEqual((await find())?.inUse, map);
      await write((roads) => roads.begin('lot', started({ id: 'third' }), NINE));
      assert.equal((await find())?.lastImport?.problem, null);
    });

    test('back to estimates: the file is forgotten, the others keep theirs', async () => {
      for (const id of ['lot', 'correze']) {
        await write((roads) => roads.begin(id, started(), NINE));
        await write((roads) => roads.finish(id, 'first', map));
      }
      await write((roads) => roads.forget('lot'));
      assert.equal((await find())?.inUse, null);
      const all = await createStorage(engine).instance.roads.list();
      assert.deepEqual(
        all.map(({ territoryId, inUse }) => [territoryId, inUse?.file ?? null]),
        [
          ['correze', 'routes/abc'],
          ['lot', null],
        ],
      );
    });

    test('roads go with their territory', async () => {
      await write((roads) => roads.begin('lot', started(), NINE));
      await engine.atomically((trx) => trx.deleteFrom('territory').where('id', '=', 'lot').execute());
      assert.equal(await find(), undefined);
    });
  });
});
