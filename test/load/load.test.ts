import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLoad } from '#test/load/run-load.ts';

// Figures depend on the machine: only what must never happen is asserted.
test('members at work at once: no error, and no acknowledged write is lost', async () => {
  const report = await runLoad({ members: 8, seconds: 5, engine: 'sqlite', trips: 1000, pause: 50 });
  assert.deepEqual(report.errors, []);
  assert.deepEqual(report.lost, []);
  assert.ok(report.acknowledged > 0, 'somebody worked');
});
