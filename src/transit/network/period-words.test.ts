import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodWords } from '#src/transit/network/period-words.ts';

test('a period is said as people say it, the year once when it is one', () => {
  assert.equal(periodWords('2025-01-22', '2025-04-22'), 'Horaires du 22 janvier au 22 avril 2025');
  assert.equal(periodWords('2026-12-01', '2027-01-03'), 'Horaires du 1er décembre 2026 au 3 janvier 2027');
  assert.equal(periodWords('2026-12-01', '2026-12-01'), 'Horaires du 1er décembre 2026');
});
