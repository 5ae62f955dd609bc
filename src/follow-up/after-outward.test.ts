import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { afterOutward } from '#src/follow-up/after-outward.ts';
import type { TimeWindow, When } from '#src/requests/request.ts';
import { way } from '#test/fixtures/requests.ts';

const DAY: When = { kind: 'dates', dates: ['2026-12-01'] };

suite('a way back at no precise hour', () => {
  const fits = (outward: TimeWindow, pickupAt: number | null, when = DAY): boolean => {
    const back = way('return', when, { window: { kind: 'any' } });
    return afterOutward({ ways: [way('outward', DAY, { window: outward }), back] }, back)({ pickupAt });
  };

  test('is never before the appointment', () => {
    assert.ok(!fits({ kind: 'arrive-by', at: 570 }, 385));
    assert.ok(fits({ kind: 'arrive-by', at: 570 }, 750));
    assert.ok(!fits({ kind: 'morning' }, 430));
    assert.ok(!fits({ kind: 'afternoon' }, 700));
    assert.ok(fits({ kind: 'any' }, 385));
  });

  test('is at any hour on another day, and when the driver said none', () => {
    assert.ok(fits({ kind: 'arrive-by', at: 570 }, 385, { kind: 'dates', dates: ['2026-12-02'] }));
    assert.ok(fits({ kind: 'arrive-by', at: 570 }, null));
  });
});
