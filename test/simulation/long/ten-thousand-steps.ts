import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '#src/storage/engine.ts';
import { runLife } from '#test/simulation/run-life.ts';

const SEED = 2026;
/** About six months. */
const STEPS = 10_000;
const PACE = 26;

/** Six months of two territories, step by step, on one engine. */
export const livesOn = (engine: Engine['kind']): void => {
  test(`ten thousand steps on ${engine} break nothing`, async () => {
    const life = await runLife({ seed: SEED, steps: STEPS, engine, pace: PACE });
    const again = `npm run simulate -- --seed ${SEED} --steps ${life.step} --engine ${engine}`;
    assert.deepEqual(life.broken, [], [again, ...life.last].join('\n'));
  });
};
