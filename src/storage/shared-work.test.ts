import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shared } from '#src/storage/shared-work.ts';

test('those who ask during a work share the next, which begins after they asked', async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const refresh = shared(() => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    return gate.promise;
  });
  const first = refresh();
  const second = refresh();
  const third = refresh();
  assert.equal(gates.length, 1);
  gates[0]?.resolve();
  await first;
  // Asked between two works: part of the one about to begin, never of a third beside it.
  const fourth = refresh();
  await new Promise(setImmediate);
  assert.equal(gates.length, 2);
  gates[1]?.resolve();
  await Promise.all([second, third, fourth]);
  assert.equal(gates.length, 2);
});

test('a work that fails fails for those who wait for it, not for the next', async () => {
  let runs = 0;
  const refresh = shared(async () => {
    runs += 1;
    if (runs === 1) throw new Error('connection lost');
  });
  const first = refresh();
  const second = refresh();
  await assert.rejects(first, /connection lost/);
  await second;
  await refresh();
  assert.equal(runs, 3);
});
