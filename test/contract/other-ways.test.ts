import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { workingDays } from '#src/transit/on-demand/other-way.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { aShuttle, aTad } from '#test/fixtures/other-ways.ts';
import { forEachEngine } from './engines.ts';

describe('the other ways to go are kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const ofLot = () => storage.in('t-lot').otherWays;
    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-tarn', slug: 'tarn' }), AT);
      });
    });

    test('one comes back as it was, by name, and belongs to its territory', async () => {
      const tad = aTad({
        name: 'TAD d’Été',
        motives: ['health'],
        unfit: ['dog'],
        booking: {
          notice: { kind: 'days-before', days: 2, until: 720, counted: workingDays(['46']) },
          phone: null,
          url: null,
          message: '',
        },
      });
      const always = aShuttle({ id: 'taxi', kind: 'taxi', name: 'Aatax', hours: null, reach: 'anywhere', places: [] });
      await storage.atomically('t-lot', async ({ otherWays }) => {
        for (const way of [tad, aShuttle(), always]) await otherWays.add(way, AT);
      });
      assert.deepEqual(await ofLot().list(), [
        { ...always, version: 1 },
        { ...aShuttle(), version: 1 },
        { ...tad, version: 1 },
      ]);
      assert.deepEqual(await storage.in('t-tarn').otherWays.list(), []);
      assert.equal(await storage.in('t-tarn').otherWays.find(tad.id), undefined);
      await storage.atomically('t-tarn', ({ otherWays }) => otherWays.remove(tad.id));
      assert.deepEqual(await ofLot().find(tad.id), { ...tad, version: 1 });
    });

    test('it is written over its last version only; each change shows in the stamp', async () => {
      const stamp = await ofLot().stamp();
      const found = await ofLot().find('navette');
      assert.ok(found);
      const stopped = { ...found, stopped: true, price: 'gratuit' };
      assert.equal(await storage.atomically('t-tarn', ({ otherWays }) => otherWays.save(stopped)), 'changed-meanwhile');
      assert.equal(await storage.atomically('t-lot', ({ otherWays }) => otherWays.save(stopped)), 'saved');
      assert.equal(await storage.atomically('t-lot', ({ otherWays }) => otherWays.save(found)), 'changed-meanwhile');
      assert.deepEqual(await ofLot().find('navette'), { ...stopped, version: 2 });
      assert.notEqual(await ofLot().stamp(), stamp);
      await storage.atomically('t-lot', ({ otherWays }) => otherWays.remove('navette'));
      assert.equal((await ofLot().list()).length, 2);
    });
  });
});
