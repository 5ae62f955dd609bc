import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { countFollowed } from '#src/figures/count-followed.ts';
import type { Trial } from '#src/figures/trial.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const trial: Trial = {
  id: 'essai-1',
  day: '2026-10-01',
  kind: 'poster',
  what: 'Trente affiches',
  cost: 35,
  communeCodes: ['46042'],
  published: false,
  followed: null,
};
const followed = { drivers: { before: 1, after: 6 }, requests: { before: 0, after: 3 } };

describe('what a territory tried is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-tarn', slug: 'tarn' }), AT);
      });
    });
    const list = (territoryId = 't-lot') => storage.in(territoryId).trials.list();

    test('a line comes back as it was, the most recent first, and belongs to its territory', async () => {
      const later: Trial = { ...trial, id: 'essai-2', day: '2026-11-01', communeCodes: null, cost: null };
      await storage.atomically('t-lot', async ({ trials }) => {
        await trials.add(trial, AT);
        await trials.add(later, AT);
      });
      assert.deepEqual(await list(), [later, trial]);
      await storage.atomically('t-tarn', async ({ trials }) => {
        await trials.publish(trial.id, true);
        await trials.keepFollowed(trial.id, followed);
        await trials.remove(later.id);
      });
      assert.deepEqual(await list(), [later, trial]);
      assert.deepEqual(await list('t-tarn'), []);
    });

    test('it is published, counted once, and goes', async () => {
      await storage.atomically('t-lot', async ({ trials }) => {
        await trials.publish(trial.id, true);
        await trials.keepFollowed(trial.id, followed);
      });
      const [, kept] = await list();
      assert.deepEqual(kept, { ...trial, published: true, followed });
      assert.ok(kept);
      const { trials } = storage.in('t-lot');
      assert.deepEqual(await countFollowed(trials, kept, 'Europe/Paris'), followed);
      for (const communeCodes of [null, ['46042']])
        assert.deepEqual(await countFollowed(trials, { ...trial, communeCodes }, 'Europe/Paris'), {
          drivers: { before: 0, after: 0 },
          requests: { before: 0, after: 0 },
        });
      await storage.atomically('t-lot', (stores) => stores.trials.remove(trial.id));
      assert.equal((await list()).length, 1);
    });
  });
});
