import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '#src/storage/engine.ts';
import { runLife } from '#test/simulation/run-life.ts';

const SEED = 2026;
/** Minutes lived: about six months. */
const SIX_MONTHS = 260_000;

/** Six months of two territories, step by step, on one engine. */
export const livesOn = (engine: Engine['kind'], steps = 10_000): void => {
  test(`${steps} steps on ${engine} break nothing`, async () => {
    const pace = Math.round(SIX_MONTHS / steps);
    const life = await runLife({ seed: SEED, steps, engine, pace });
    const again = `npm run simulate -- --seed ${SEED} --steps ${life.step} --engine ${engine} --pace ${pace}`;
    assert.deepEqual(life.broken, [], [again, ...life.last].join('\n'));
  });
};
