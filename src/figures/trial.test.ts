import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { sayBand } from '#src/figures/say-band.ts';
import { daysLeft, windowsOf } from '#src/figures/trial.ts';

suite('what a territory tried', () => {
  test('four weeks before are against four weeks after, the day itself among those after', () => {
    assert.deepEqual(windowsOf('2026-10-01'), {
      before: { from: '2026-09-03', until: '2026-10-01' },
      after: { from: '2026-10-01', until: '2026-10-29' },
    });
    assert.equal(daysLeft('2026-10-01', '2026-10-01'), 28);
    assert.equal(daysLeft('2026-10-01', '2026-10-28'), 1);
    assert.equal(daysLeft('2026-10-01', '2026-10-29'), 0);
    assert.equal(daysLeft('2026-12-01', '2026-10-01'), 28, 'one to come');
  });

  test('what leaves the team is a band, never a number that another would take away', () => {
    assert.deepEqual([0, 1, 4, 5, 9, 10, 19, 20, 49, 50, 800].map(sayBand), [
      '0',
      'moins de 5',
      'moins de 5',
      '5 à 9',
      '5 à 9',
      '10 à 19',
      '10 à 19',
      '20 à 49',
      '20 à 49',
      '50 ou plus',
      '50 ou plus',
    ]);
  });
});
