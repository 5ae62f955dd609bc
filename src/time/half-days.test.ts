import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halfDayOf } from '#src/time/half-days.ts';

test('a departure at noon is listed in the afternoon, and only there', () => {
  assert.deepEqual([719, 720].map(halfDayOf), ['morning', 'afternoon']);
});
