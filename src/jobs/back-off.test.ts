import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOffSeconds } from './back-off.ts';

test('one minute, then twice as long each time, never above six hours', () => {
  assert.deepEqual([1, 2, 3, 4, 9, 10, 1000].map(backOffSeconds), [60, 120, 240, 480, 15360, 21600, 21600]);
  assert.equal(backOffSeconds(0), 60);
});
