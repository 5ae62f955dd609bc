import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countedFailures, lockedUntil } from '#src/team/lock-out.ts';

const now = Temporal.Instant.from('2026-11-22T10:00:00Z');
const failures = (count: number) => ({ count, lastAt: '2026-11-22T10:00:00.000Z' });
const waits = (count: number): number => lockedUntil(failures(count), now)?.since(now).total('minutes') ?? 0;

suite('the lock after failures', () => {
  test('four mistakes cost nothing, then the wait doubles up to a quarter of an hour', () => {
    assert.deepEqual([1, 4, 5, 6, 7, 8, 9, 30, 2000].map(waits), [0, 0, 1, 2, 4, 8, 15, 15, 15]);
    assert.equal(lockedUntil(undefined, now), undefined);
  });

  test('a day without failure forgets them', () => {
    assert.equal(countedFailures(failures(7), now.add({ hours: 23 })), 7);
    assert.equal(countedFailures(failures(7), now.add({ hours: 24 })), 0);
    assert.equal(countedFailures(undefined, now), 0);
  });
});
