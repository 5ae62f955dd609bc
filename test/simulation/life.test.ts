import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLife } from '#test/simulation/run-life.ts';

// Six months in three hundred steps: both changes of hour, and retention at work.
const SIX_MONTHS = { steps: 300, pace: 870 };

test('six months of two territories, lived by chance, break nothing', async () => {
  const life = await runLife({ seed: 46, engine: 'sqlite', ...SIX_MONTHS });
  assert.deepEqual(life.broken, [], `npm run simulate -- --seed 46 --steps ${life.step} --pace ${SIX_MONTHS.pace}`);
  assert.ok(life.until > '2027-03-28', `both changes of hour were lived: until ${life.until}`);
});

test('a life is lived again the same', async () => {
  const options = { seed: 7, engine: 'sqlite', steps: 60, pace: 870 } as const;
  const [first, again] = [await runLife(options), await runLife(options)];
  assert.deepEqual(again, first);
});
