import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request } from '#src/requests/request.ts';
import { type WhatToDo, whatToDo } from '#src/follow-up/what-to-do.ts';
import { request, way } from '#test/fixtures/requests.ts';

const ZONE = 'Europe/Paris';
// A Sunday evening in Paris, already Monday in Nouméa.
const now = Temporal.Instant.from('2026-11-22T20:00:00Z');

const introduction = (changes: Partial<Introduction> = {}): Introduction => ({
  id: 'introduction',
  requestId: 'r-1',
  wayId: 'outward',
  slots: ['2026-12-01'],
  driverId: 'driver',
  tripId: null,
  regime: 'on-the-way',
  state: 'asked',
  callAgainOn: null,
  driverNumberShared: null,
  calls: [],
  asking: null,
  createdAt: '2026-11-20T10:00:00.000Z',
  version: 1,
  ...changes,
});

const promise = (dueAt: string, keptAt: string | null = null): Request['promise'] => ({
  dueAt,
  saidAt: '2026-11-20T10:00:00.000Z',
  byMember: null,
  keptAt,
});

const ride: Request['rides'][number] = {
  id: 'ride',
  wayId: 'outward',
  slot: '2026-12-01',
  date: '2026-12-01',
  driverId: 'driver',
  tripId: null,
  kilometres: null,
  regime: 'on-the-way',
  state: 'agreed',
  createdAt: '2026-11-20T10:00:00.000Z',
};

const ids = (lists: WhatToDo): Record<string, readonly string[]> => ({
  callBack: lists.callBack.map((item) => item.request.id),
  now: lists.now.map((item) => item.request.id),
  waiting: lists.waiting.map((item) => item.request.id),
});
const where = (one: Request, introductions: readonly Introduction[] = [], at = now): string =>
  Object.entries(ids(whatToDo([one], introductions, at, ZONE))).find(([, list]) => list.length > 0)?.[0] ?? 'nowhere';

const again = (callAgainOn: string) => [introduction({ state: 'call-again', callAgainOn })];

suite('what to do', () => {
  test('a promise is for today until its hour, then late, then kept', () => {
    assert.equal(where(request({ promise: promise('2026-11-23T16:00:00.000Z') })), 'now');
    assert.equal(
      where(request({ promise: promise('2026-11-22T22:30:00.000Z') })),
      'callBack',
      'before midnight in Paris',
    );
    assert.equal(where(request({ promise: promise('2026-11-22T23:30:00.000Z') })), 'now', 'after midnight in Paris');
    const [late] = whatToDo([request({ promise: promise('2026-11-22T19:59:00.000Z') })], [], now, ZONE).callBack;
    assert.deepEqual(
      late?.due.map((due) => due.late),
      [true],
    );
    assert.equal(where(request({ promise: promise('2026-11-22T19:00:00.000Z', '2026-11-22T18:00:00.000Z') })), 'now');
  });

  test('a driver to call again comes back that day, late the day after', () => {
    assert.equal(where(request(), again('2026-11-24')), 'waiting');
    assert.equal(where(request(), again('2026-11-22')), 'callBack');
    const [late] = whatToDo([request()], again('2026-11-21'), now, ZONE).callBack;
    assert.deepEqual(
      late?.due.map(({ kind, late: isLate }) => [kind, isLate]),
      [['driver', true]],
    );
  });

  test('what waits for an answer is done now all the same when its day is near', () => {
    assert.equal(where(request(), [introduction()]), 'waiting');
    const monday = request({ ways: [way('outward', { kind: 'dates', dates: ['2026-11-23'] })] });
    assert.equal(where(monday, [introduction()]), 'now');
    assert.equal(where(request({ reviewOn: '2026-11-28' })), 'waiting');
  });

  test('settled: someone is to be told, then it waits for the day after the ride', () => {
    assert.equal(where(request({ rides: [ride] })), 'now');
    assert.equal(where(request({ rides: [ride], reviewOn: '2026-12-02' })), 'waiting');
    const after = Temporal.Instant.from('2026-12-02T08:00:00Z');
    assert.equal(where(request({ rides: [ride], reviewOn: '2026-12-02' }), [], after), 'callBack');
  });

  test('closed requests come back at their review day only', () => {
    const closing = { reason: 'regular-found', at: '2026-11-01T10:00:00.000Z', byMember: null } as const;
    assert.equal(where(request({ closing })), 'nowhere');
    assert.equal(where(request({ closing, reviewOn: '2026-11-23' })), 'nowhere');
    assert.equal(
      where(request({ closing, reviewOn: '2026-11-22' }), [
        introduction({ state: 'call-again', callAgainOn: '2026-11-01' }),
      ]),
      'callBack',
    );
  });

  test('overdue first, then by hour; what is needed first comes first', () => {
    const lists = whatToDo(
      [
        request({ id: 'today', promise: promise('2026-11-22T21:00:00.000Z') }),
        request({ id: 'late', promise: promise('2026-11-20T10:00:00.000Z') }),
        request({ id: 'later', ways: [way('outward', { kind: 'dates', dates: ['2026-12-09'] })] }),
        request({ id: 'sooner', ways: [way('outward', { kind: 'dates', dates: ['2026-12-02', '2026-11-30'] })] }),
        request({
          id: 'weekly',
          ways: [way('outward', { kind: 'weekly', weekdays: 1, from: '2026-01-01', until: null })],
        }),
        request({ id: 'settled', rides: [ride] }),
      ],
      [],
      now,
      ZONE,
    );
    assert.deepEqual(ids(lists), {
      callBack: ['late', 'today'],
      now: ['settled', 'weekly', 'sooner', 'later'],
      waiting: [],
    });
  });

  test('an open request is in one list, and only one', () => {
    const day = fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-23', '2026-11-28');
    fc.assert(
      fc.property(
        fc.option(day, { nil: null }),
        fc.option(day, { nil: null }),
        fc.option(day, { nil: null }),
        fc.boolean(),
        day,
        (reviewOn, due, callAgainOn, settled, needed) => {
          const one = request({
            reviewOn,
            promise: due === null ? null : promise(`${due}T12:00:00.000Z`),
            ways: [way('outward', { kind: 'dates', dates: [needed] })],
            rides: settled ? [{ ...ride, slot: needed, date: needed }] : [],
          });
          const asked = callAgainOn === null ? [] : [introduction({ state: 'call-again', callAgainOn })];
          const { callBack, now: toDo, waiting } = ids(whatToDo([one], asked, now, ZONE));
          assert.equal((callBack?.length ?? 0) + (toDo?.length ?? 0) + (waiting?.length ?? 0), 1);
        },
      ),
    );
  });
});
