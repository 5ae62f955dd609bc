import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentOf } from '#src/roads-import/percent.ts';
import { IMPORT_STEPS } from '#src/roads-import/road-store.ts';

test('the percentage only grows, from 0 to 99, with a download or without', () => {
  for (const downloads of [true, false]) {
    let before = 0;
    for (const step of IMPORT_STEPS) {
      if (step === 'downloading' && !downloads) continue;
      for (let share = 0; share <= 1; share += 0.01) {
        const percent = percentOf(step, share, downloads);
        assert.ok(percent >= before && percent <= 99, `${step} ${share}: ${percent} after ${before}`);
        before = percent;
      }
    }
    assert.equal(before, 99);
  }
});
