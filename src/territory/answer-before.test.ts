import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { answerBefore } from '#src/territory/answer-before.ts';
import { type Calendar, isOpenOn } from '#src/territory/closure.ts';
import { hoursOn, officeHours, type OpeningHours } from '#src/territory/opening-hours.ts';
import { addDays, dateOf, dayNumber, weekdayOf } from '#src/time/dates.ts';
import { formatHour } from '#src/time/hours.ts';
import { instantOf, localMoment, type LocalMoment } from '#src/time/zone.ts';

const PARIS = 'Europe/Paris';
const office: Calendar = { hours: officeHours(31), closures: [], communeCodes: ['46042'] };
const at = (date: string, hour: number, minute = 0): LocalMoment => ({ date, time: hour * 60 + minute });
const said = (calendar: Calendar, now: LocalMoment, days = 2): string => {
  const due = answerBefore(calendar, now, days);
  return `${due.date} ${formatHour(due.time)}`;
};

const someHours: fc.Arbitrary<OpeningHours> = fc.array(
  fc.constantFrom(
    [],
    [{ from: 540, until: 720 }],
    [{ from: 840, until: 1020 }],
    [
      { from: 540, until: 720 },
      { from: 840, until: 1050 },
    ],
  ),
  { minLength: 7, maxLength: 7 },
);
const someDay = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2028-12-31') }).map(dateOf);
const someCalendar: fc.Arbitrary<Calendar> = fc.record({
  hours: someHours.filter((hours) => hours.some((day) => day.length > 0)),
  closures: fc.array(
    fc.record({ firstDay: someDay, length: fc.integer({ min: 0, max: 20 }) }).map(({ firstDay, length }) => ({
      id: firstDay,
      firstDay,
      lastDay: addDays(firstDay, length),
      reason: '',
    })),
    { maxLength: 8 },
  ),
  communeCodes: fc.constantFrom(['46042'], ['67482']),
});
const someMoment = fc.record({ date: someDay, time: fc.integer({ min: 0, max: 1439 }) });

suite('the hour of a promise', () => {
  test('two days of opening later, at an hour that can be said', () => {
    assert.equal(said(office, at('2026-11-24', 10, 7)), '2026-11-26 10\u00a0h', 'a Tuesday morning');
    assert.equal(said(office, at('2026-11-27', 10)), '2026-12-01 10\u00a0h', 'a Friday: the week-end does not count');
    assert.equal(said(office, at('2026-11-28', 15)), '2026-12-01 17\u00a0h', 'a Saturday starts on Monday');
    assert.equal(said(office, at('2026-11-24', 19)), '2026-11-26 17\u00a0h', 'an evening starts the next morning');
    assert.equal(said(office, at('2026-11-24', 13)), '2026-11-26 12\u00a0h', 'at lunch nobody answers');
    assert.equal(said(office, at('2026-11-28', 15), 1), '2026-11-30 17\u00a0h');
  });

  test('public holidays and closures do not count', () => {
    assert.equal(said(office, at('2026-12-24', 10)), '2026-12-29 10\u00a0h', 'Christmas, then the week-end');
    const closures = [{ id: 'c', firstDay: '2026-12-28', lastDay: '2027-01-03', reason: 'congés' }];
    assert.equal(said({ ...office, closures }, at('2026-12-24', 10)), '2027-01-05 10\u00a0h');
    assert.equal(said({ ...office, communeCodes: ['68066'] }, at('2024-12-24', 10)), '2024-12-30 10\u00a0h', 'Colmar');
    assert.equal(said(office, at('2024-12-24', 10)), '2024-12-27 10\u00a0h', 'Cahors');
  });

  test('a desk open on Tuesday mornings only, one that never opens', () => {
    const tuesdays: Calendar = {
      ...office,
      hours: office.hours.map((_, day) => (day === 1 ? [{ from: 540, until: 720 }] : [])),
    };
    assert.equal(said(tuesdays, at('2026-11-24', 10)), '2026-12-08 10\u00a0h');
    assert.equal(said({ ...office, hours: officeHours(0) }, at('2026-11-24', 10)), '2026-11-26 17\u00a0h');
  });

  test('it is to come, while someone answers, and never after the delay', () => {
    fc.assert(
      fc.property(someCalendar, someMoment, fc.integer({ min: 1, max: 5 }), (calendar, now, days) => {
        const due = answerBefore(calendar, now, days);
        assert.ok(due.date > now.date || (due.date === now.date && due.time > now.time), 'to come');
        assert.ok(isOpenOn(calendar, due.date), 'on a day of opening');
        assert.ok(
          hoursOn(calendar.hours, weekdayOf(due.date)).some(({ from, until }) => due.time > from && due.time <= until),
          'while someone answers',
        );
        let opened = 0;
        for (let date = addDays(now.date, 1); date < due.date; date = addDays(date, 1))
          if (isOpenOn(calendar, date)) opened += 1;
        assert.ok(opened <= days, `${opened} whole days of opening lie between`);
      }),
    );
  });

  test('whoever calls later is not promised an earlier hour', () => {
    fc.assert(
      fc.property(someCalendar, someMoment, fc.integer({ min: 1, max: 2000 }), (calendar, now, minutes) => {
        const later = instantOf(now, 'UTC').add({ minutes });
        const [first, second] = [now, localMoment(later, 'UTC')].map((moment) => answerBefore(calendar, moment, 2));
        const key = (one: LocalMoment | undefined) => (one ? `${one.date} ${String(one.time).padStart(4, '0')}` : '');
        assert.ok(key(first) <= key(second), `${key(first)} then ${key(second)}`);
      }),
    );
  });

  test('the nights when clocks change move no hour', () => {
    // 29 March and 25 October 2026, on Sundays: the promise is an hour of the wall, before and after.
    for (const [friday, tuesday] of [
      ['2026-03-27', '2026-03-31'],
      ['2026-10-23', '2026-10-27'],
    ] as const) {
      const due = answerBefore(office, at(friday, 10), 2);
      assert.deepEqual(due, at(tuesday, 10));
      assert.deepEqual(localMoment(instantOf(due, PARIS), PARIS), due);
      const hours = instantOf(due, PARIS)
        .since(instantOf(at(friday, 10), PARIS))
        .total('hours');
      assert.equal(hours, friday === '2026-03-27' ? 95 : 97);
    }
    const sundays: Calendar = {
      ...office,
      hours: office.hours.map((_, day) => (day === 6 ? [{ from: 60, until: 240 }] : [])),
    };
    fc.assert(
      fc.property(fc.constantFrom('2026-03-22', '2026-10-18'), fc.integer({ min: 0, max: 1439 }), (date, time) => {
        const due = answerBefore(sundays, { date, time }, 1);
        const back = localMoment(instantOf(due, PARIS), PARIS);
        assert.equal(back.date, due.date);
        // An hour that does not exist is said as the next one; never as one that is over.
        assert.ok(back.time === due.time || back.time === due.time + 60);
      }),
    );
  });
});
