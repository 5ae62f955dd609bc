import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { formatCount, hideSmall } from '#src/figures/hide-small.ts';

suite('hideSmall', () => {
  test('hides one to four, and neither none nor five', () => {
    assert.deepEqual([0, 1, 4, 5, 120].map(hideSmall), [0, 'few', 'few', 5, 120]);
  });

  test('is said in French', () => {
    assert.equal(formatCount(3), 'moins de 5');
    assert.equal(formatCount(0), '0');
    assert.match(formatCount(1234), /^1.234$/u);
  });
});
