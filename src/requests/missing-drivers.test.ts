import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { missingDrivers } from '#src/requests/missing-drivers.ts';
import type { Request, TimeWindow } from '#src/requests/request.ts';
import { describeWeek } from '#src/trips/lines.ts';
import { CAHORS, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';

const TODAY = '2026-11-24';
const PERIOD = { from: '2026-09-01', until: '2026-12-31' };

let made = 0;
const asked = (
  passengerId: string,
  day: string,
  window: TimeWindow = { kind: 'morning' },
  ends: { from?: typeof GRAMAT; to?: typeof GRAMAT } = {},
): Request =>
  request({
    id: `r-${(made += 1)}`,
    passengerId,
    ways: [way('outward', { kind: 'dates', dates: [day] }, { window, from: GRAMAT, to: CAHORS, ...ends })],
  });
const missing = (requests: readonly Request[], agreed: readonly string[] = []) =>
  missingDrivers(requests, PERIOD, TODAY, agreed).map((line) => [line.key, line.askers, describeWeek(line)]);

suite('where drivers are missing', () => {
  test('two people who asked the same half-day make it sayable', () => {
    // Two Tuesdays, before and after today: what had no solution, and what is still looked for.
    assert.deepEqual(missing([asked('p-1', '2026-11-17'), asked('p-2', '2026-12-01')]), [
      ['46128-46042', 2, 'mardi matin'],
    ]);
  });

  test('the same person asking twice is one person, and nothing is said of her days', () => {
    assert.deepEqual(missing([asked('p-1', '2026-11-17'), asked('p-1', '2026-12-01')]), [['46128-46042', 1, '']]);
  });

  test('two people on two half-days make the pair sayable, not their days', () => {
    assert.deepEqual(missing([asked('p-1', '2026-11-17'), asked('p-2', '2026-11-19', { kind: 'afternoon' })]), [
      ['46128-46042', 2, ''],
    ]);
  });

  test('whoever agreed is printed alone, with the half-day', () => {
    assert.deepEqual(missing([asked('p-1', '2026-11-17', { kind: 'arrive-by', at: 570 })], ['46128-46042']), [
      ['46128-46042', 1, 'mardi matin'],
    ]);
  });

  test('what is settled is not missing, nor what stays inside a commune', () => {
    const found = asked('p-1', '2026-11-17');
    const settled: Request = {
      ...found,
      settledOtherwise: [{ wayId: 'outward', slot: '2026-11-17', reason: 'other-way' }],
    };
    assert.deepEqual(missing([settled, asked('p-2', '2026-11-17', undefined, { to: GRAMAT })]), []);
  });

  test('the most asked comes first', () => {
    const many = ['p-1', 'p-2', 'p-3'].map((id) => asked(id, '2026-11-17', undefined, { from: FIGEAC }));
    assert.deepEqual(
      missing([asked('p-4', '2026-11-17'), ...many]).map(([key]) => key),
      ['46102-46042', '46128-46042'],
    );
  });
});
