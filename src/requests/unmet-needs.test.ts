import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { byPair, byPlace, findNeeds } from '#src/requests/unmet-needs.ts';
import { request, way } from '#test/fixtures/requests.ts';

const today = '2026-11-22';
const year = { from: '2026-01-01', until: '2026-12-31' };
const closed = (reason: 'no-solution' | 'cancelled' | 'done') => ({
  reason,
  at: '2026-11-20T10:00:00.000Z',
  byMember: null,
});
const dates = (...days: string[]) => way('outward', { kind: 'dates', dates: days });
const kinds = (...requests: ReturnType<typeof request>[]): readonly string[] =>
  findNeeds(requests, year, today).map((need) => `${need.slot} ${need.kind}`);

suite('unmet needs', () => {
  test('closed without solution, a day gone by, a slot without solution; not what was cancelled', () => {
    assert.deepEqual(kinds(request({ closing: closed('no-solution') })), ['2026-12-01 unmet']);
    assert.deepEqual(kinds(request({ closing: closed('cancelled') })), []);
    assert.deepEqual(kinds(request({ closing: closed('done') })), []);
    assert.deepEqual(kinds(request()), ['2026-12-01 open']);
    assert.deepEqual(kinds(request({ ways: [dates('2026-11-21')] })), ['2026-11-21 unmet']);
    const settledOtherwise = [{ wayId: 'outward', slot: '2026-12-01', reason: 'no-solution' as const }];
    assert.deepEqual(kinds(request({ settledOtherwise })), ['2026-12-01 unmet']);
    assert.deepEqual(kinds(request({ settledOtherwise: [{ ...settledOtherwise[0]!, reason: 'other-way' }] })), []);
  });

  test('the period cuts by the day needed, both ends included', () => {
    const asked = [request({ ways: [dates('2026-11-30', '2026-12-01', '2026-12-02')] })];
    const period = { from: '2026-11-30', until: '2026-12-01' };
    assert.deepEqual(
      findNeeds(asked, period, today).map(({ day }) => day),
      ['2026-11-30', '2026-12-01'],
    );
  });

  test('by place and by pair, the most needed first, with the days', () => {
    const both = request({
      closing: closed('no-solution'),
      ways: [dates('2026-12-01'), way('return', { kind: 'dates', dates: ['2026-12-01'] })],
    });
    const weekly = request({
      id: 'weekly',
      closing: closed('no-solution'),
      ways: [way('outward', { kind: 'weekly', weekdays: 5, from: '2026-11-01', until: null })],
    });
    const needs = findNeeds([both, weekly], year, today);
    assert.deepEqual(
      byPair(needs).map((pair) => [
        pair.from.communeName,
        pair.to.communeName,
        pair.unmet,
        pair.open,
        pair.days,
        pair.weekdays,
      ]),
      [
        ['Gramat', 'Figeac', 3, 0, ['2026-12-01'], ['weekday-1', 'weekday-3']],
        ['Figeac', 'Gramat', 1, 0, ['2026-12-01'], []],
      ],
    );
    assert.deepEqual(
      byPlace(needs).map(({ place, leaving, arriving }) => [place.communeName, leaving, arriving]),
      [
        ['Figeac', 1, 3],
        ['Gramat', 3, 1],
      ],
    );
  });
});
