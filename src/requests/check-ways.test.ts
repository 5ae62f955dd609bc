import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkWays } from '#src/requests/check-ways.ts';
import { lastDayOf } from '#src/requests/last-day.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import { dateOfSlot, slotsOfWhen, weekdayOfSlot } from '#src/requests/slots.ts';
import type { Ride, Way, When } from '#src/requests/request.ts';
import { request, way } from '#test/fixtures/requests.ts';

const today = '2026-11-22';
const on = (...dates: string[]): When => ({ kind: 'dates', dates });
const week = (from: string, until: string | null, weekdays = 5): When => ({ kind: 'weekly', weekdays, from, until });
const problem = (...ways: Parameters<typeof checkWays>[0]): string | undefined => checkWays(ways, today)?.problem;

const closing = (reason: 'regular-found' | 'cancelled') => ({
  reason,
  at: '2026-12-05T10:00:00.000Z',
  byMember: null,
});

suite('the ways of a request', () => {
  test('slots are dates, weekdays, or any day of a period', () => {
    assert.deepEqual(slotsOfWhen(on('2026-12-03', '2026-12-01', '2026-12-03')), ['2026-12-01', '2026-12-03']);
    assert.deepEqual(slotsOfWhen(week('2026-12-01', null, 69)), ['weekday-1', 'weekday-3', 'weekday-7']);
    assert.deepEqual(slotsOfWhen({ kind: 'within', from: today, until: '2026-11-29' }), ['any-day']);
    assert.deepEqual(
      [weekdayOfSlot('weekday-7'), weekdayOfSlot('weekday-8'), dateOfSlot('any-day')],
      [7, undefined, undefined],
    );
  });

  test('what cannot be driven is refused, and said', () => {
    const there = way('outward', on('2026-12-01'), { window: { kind: 'leave-at', at: 9 * 60 } });
    assert.equal(problem(), 'no-outward');
    assert.equal(problem(way('return', on('2026-12-01'))), 'no-outward');
    assert.equal(problem(there), undefined);
    assert.equal(problem({ ...there, to: there.from }), 'same-place');
    assert.equal(problem({ ...there, when: on() }), 'no-day');
    assert.equal(problem({ ...there, when: on('2026-12-01', '2026-11-21') }), 'past-day');
    assert.equal(checkWays([{ ...there, when: on('2026-11-21') }], null), undefined, 'an import may be old');
    assert.equal(problem({ ...there, when: week('2026-10-01', '2026-09-01') }), 'backwards-period');
    assert.equal(problem({ ...there, when: week('2026-10-01', '2026-11-01') }), 'past-day');
    assert.equal(problem({ ...there, when: week('2026-10-01', null) }), undefined);
    assert.equal(problem({ ...there, window: { kind: 'arrive-by', at: 1440 } }), 'bad-hour');
    assert.equal(problem(there, there), 'two-of-a-kind');
    const back = (date: string, at: number) => way('return', on(date), { window: { kind: 'leave-at', at } });
    assert.equal(problem(there, back('2026-11-30', 600)), 'return-before-outward');
    assert.equal(problem(there, back('2026-12-01', 540)), 'return-before-outward');
    assert.equal(problem(there, back('2026-12-01', 541)), undefined);
    assert.equal(problem(there, back('2026-12-02', 60)), undefined);
  });

  test('one day or another: once the way there has its day, the way back is looked for on that day', () => {
    const when: When = { kind: 'within', from: today, until: '2026-11-29' };
    const back = way('return', when);
    const ride = {
      id: 'ride',
      wayId: 'outward',
      slot: 'any-day',
      date: '2026-11-26',
      driverId: 'd',
      tripId: null,
      kilometres: null,
      regime: 'on-the-way',
      state: 'agreed',
      createdAt: '2026-11-22T10:00:00.000Z',
    } as const;
    const asked = (ways: Way[], rides: readonly Ride[]) =>
      matchQueryOf(request({ ways, rides }), back, ['any-day'], { date: today, time: 600 })?.when;
    const there = way('outward', when);
    assert.deepEqual(asked([there, back], []), when);
    assert.deepEqual(asked([there, back], [ride]), { ...when, from: '2026-11-26', until: '2026-11-26' });
    const before = way('outward', { ...when, until: '2026-11-27' });
    assert.deepEqual(asked([before, back], [ride]), when, 'asked for other days');
  });

  test('the last day is known, or there is none yet', () => {
    assert.equal(lastDayOf(request({ ways: [way('outward', on('2026-12-01', '2026-12-09'))] })), '2026-12-09');
    const endless = [way('outward', week('2026-12-01', null))];
    assert.equal(lastDayOf(request({ ways: endless })), null);
    assert.equal(lastDayOf(request({ ways: endless, closing: closing('cancelled') })), '2026-12-05');
    assert.equal(lastDayOf(request({ ways: endless, closing: closing('regular-found') })), null);
  });

  test('only what is open and to come is asked of the offers', () => {
    const now = { date: today, time: 600 };
    const when = (one: When, open: readonly string[]) => matchQueryOf(request(), way('outward', one), open, now)?.when;
    assert.deepEqual(when(on('2026-11-20', '2026-12-01'), ['2026-11-20', '2026-12-01']), on('2026-12-01'));
    assert.equal(when(on('2026-12-01'), []), undefined);
    assert.equal(when(on('2026-11-20'), ['2026-11-20']), undefined);
    assert.deepEqual(when({ kind: 'within', from: '2026-11-20', until: '2026-11-27' }, ['any-day']), {
      kind: 'within',
      from: today,
      until: '2026-11-27',
    });
    assert.deepEqual(when(week('2026-11-01', null, 21), ['weekday-1', 'weekday-5']), {
      kind: 'weekdays',
      mask: 17,
      from: today,
      until: null,
    });
    assert.equal(when(week('2026-11-01', '2026-11-21', 21), ['weekday-1']), undefined);
  });
});
