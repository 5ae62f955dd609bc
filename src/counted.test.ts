import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted } from '#src/counted.ts';

test('from two on, several', () => {
  assert.deepEqual(
    [0, 1, 2].map((number) => counted(number, 'personne')),
    ['0 personne', '1 personne', '2 personnes'],
  );
  assert.equal(counted(3, 'lieu', 'lieux'), '3 lieux');
  assert.equal(counted(9281, 'ligne'), '9\u202f281 lignes');
});
