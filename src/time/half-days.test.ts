import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halfDayOf, isIn } from '#src/time/half-days.ts';

test('noon belongs to both halves, and is listed once', () => {
  assert.deepEqual(
    [719, 720, 749, 750].map((time) => isIn('morning', time)),
    [true, true, true, false],
  );
  assert.deepEqual(
    [719, 720, 749, 750].map((time) => isIn('afternoon', time)),
    [false, true, true, true],
  );
  assert.deepEqual([719, 720].map(halfDayOf), ['morning', 'afternoon']);
});
