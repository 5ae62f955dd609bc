import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '#src/storage/engine.ts';
import { runLife } from '#test/simulation/run-life.ts';

const SEED = 2026;
/** Minutes between two happenings, on average: that of `npm run simulate`. */
const PACE = 26;

/**
 * Two territories, step by step, on one engine. Ten thousand steps are the aim: these are the numbers that were seen to hold
 * since absences, paper, calls being noted and referents are lived too; any other runs by `npm run simulate`.
 */
export const livesOn = (engine: Engine['kind'], steps: number): void => {
  test(`${steps} steps on ${engine} break nothing`, async () => {
    const life = await runLife({ seed: SEED, steps, engine, pace: PACE });
    const again = `npm run simulate -- --seed ${SEED} --steps ${life.step} --engine ${engine} --pace ${PACE}`;
    assert.deepEqual(life.broken, [], [again, ...life.last].join('\n'));
  });
};
