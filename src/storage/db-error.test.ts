import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dbError } from './db-error.ts';

// What the engines really throw is tested in test/contract; here, what is hard to bring about.
test('codes of both engines have one meaning, and anything else is "other"', () => {
  const kinds = (field: string, codes: readonly (string | number)[]) => codes.map((code) => dbError({ [field]: code }));
  assert.deepEqual(kinds('errcode', [787, 1811, 1555, 2067, 2579, 275, 5, 261, 517, 773, 1299, 1]), [
    'missing-reference',
    'missing-reference',
    'duplicate',
    'duplicate',
    'duplicate',
    'check',
    'busy',
    'busy',
    'busy',
    'busy',
    'other',
    'other',
  ]);
  assert.deepEqual(kinds('code', ['23503', '23001', '23505', '23514', '40001', '40P01', '55P03', '23502', 'ENOENT']), [
    'missing-reference',
    'missing-reference',
    'duplicate',
    'check',
    'busy',
    'busy',
    'busy',
    'other',
    'other',
  ]);
  for (const nothing of [undefined, null, 'text', 5, {}, new Error('no')]) assert.equal(dbError(nothing), 'other');
});

test('it looks through causes, even one that turns in a circle', () => {
  assert.equal(dbError(new Error('a', { cause: new Error('b', { cause: { code: '23505' } }) })), 'duplicate');
  const circle = new Error('a');
  circle.cause = circle;
  assert.equal(dbError(circle), 'other');
});
