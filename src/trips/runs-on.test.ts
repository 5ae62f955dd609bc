import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { hasNotLeft, isOver, nextRuns, runsOn, UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { RegularSchedule, Schedule } from '#src/trips/trip.ts';

const regular = (changes: Partial<RegularSchedule> = {}): RegularSchedule => ({
  kind: 'regular',
  weekdays: 31,
  departure: 510,
  from: null,
  until: null,
  excluded: [],
  pausedUntil: null,
  ...changes,
});

const oneOff = (hour: number | null): Schedule => ({ kind: 'one-off', date: '2026-12-01', departure: hour });

/** The witness: walks a calendar day by day with Temporal and crosses days out, sharing no code with what it checks. */
const bruteForceCalendar = (schedule: Schedule, first: string, days: number): Map<string, boolean> => {
  const calendar = new Map<string, boolean>();
  for (let offset = 0; offset < days; offset += 1) {
    const day = Temporal.PlainDate.from(first).add({ days: offset });
    const written = day.toString();
    if (schedule.kind === 'one-off') {
      calendar.set(written, day.equals(schedule.date));
      continue;
    }
    const compare = (other: string): number => Temporal.PlainDate.compare(day, other);
    let driven = schedule.weekdays.toString(2).padStart(7, '0').at(-day.dayOfWeek) === '1';
    if (schedule.from !== null && compare(schedule.from) < 0) driven = false;
    if (schedule.until !== null && compare(schedule.until) > 0) driven = false;
    if (schedule.pausedUntil !== null && compare(schedule.pausedUntil) < 0) driven = false;
    for (const off of schedule.excluded) if (compare(off.from) >= 0 && compare(off.until) <= 0) driven = false;
    calendar.set(written, driven);
  }
  return calendar;
};

const FIRST = '2026-10-01';
const day = fc.integer({ min: -40, max: 300 }).map((days) => Temporal.PlainDate.from(FIRST).add({ days }).toString());
const departure = fc.option(fc.integer({ min: 0, max: 1439 }));
const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('one-off' as const), date: day, departure }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('regular' as const),
      weekdays: fc.integer({ min: 1, max: 127 }),
      departure,
      from: fc.option(day),
      until: fc.option(day),
      // A range in the wrong order excludes nothing.
      excluded: fc.array(fc.record({ from: day, until: day }), { maxLength: 4 }),
      pausedUntil: fc.oneof(fc.option(day), fc.constant(UNTIL_FURTHER_NOTICE)),
    }),
  },
);

describe('the days of a trip', () => {
  test('agree with a calendar crossed out by hand', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        for (const [date, driven] of bruteForceCalendar(schedule, FIRST, 260))
          assert.equal(runsOn(schedule, date), driven, date);
      }),
      { numRuns: 150 },
    );
  });

  test('the next days are the first of the calendar', () => {
    fc.assert(
      fc.property(schedules, day, fc.integer({ min: 0, max: 20 }), fc.option(day), (schedule, from, count, until) => {
        const driven = [...bruteForceCalendar(schedule, '2026-08-01', 460)].flatMap(([date, yes]) =>
          yes ? [date] : [],
        );
        const expected = driven.filter((date) => date >= from && (until === null || date <= until)).slice(0, count);
        // The witness stops in autumn 2027: what it knows has to be there, and beyond it nothing is compared.
        const found = nextRuns(schedule, from, count, until ?? undefined).filter((date) => date < '2027-11-04');
        assert.deepEqual(found, expected);
      }),
      { numRuns: 200 },
    );
  });

  test('a trip that starts again far away is found at once', () => {
    assert.deepEqual(nextRuns(regular({ pausedUntil: '2090-01-01' }), '2026-01-01', 2), ['2090-01-02', '2090-01-03']);
    assert.deepEqual(nextRuns(regular({ pausedUntil: UNTIL_FURTHER_NOTICE }), '2026-01-01', 2), []);
    assert.equal(runsOn(regular({ weekdays: 127, pausedUntil: UNTIL_FURTHER_NOTICE }), UNTIL_FURTHER_NOTICE), false);
  });

  test('du lundi au vendredi is five days', () => {
    assert.deepEqual(nextRuns(regular(), '2026-11-21', 6), [
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
    ]);
  });

  test('a one-off vanishes after its hour, or at the end of its day', () => {
    assert.equal(isOver(oneOff(510), { date: '2026-12-01', time: 510 }), false);
    assert.equal(isOver(oneOff(510), { date: '2026-12-01', time: 511 }), true);
    assert.equal(isOver(oneOff(null), { date: '2026-12-01', time: 1439 }), false);
    assert.equal(isOver(oneOff(null), { date: '2026-12-02', time: 0 }), true);
  });

  test('a regular trip is over after its last day, never because of a pause', () => {
    assert.equal(isOver(regular({ until: '2026-12-01' }), { date: '2026-12-01', time: 500 }), false);
    assert.equal(isOver(regular({ until: '2026-12-01' }), { date: '2026-12-02', time: 0 }), true);
    assert.equal(isOver(regular({ pausedUntil: UNTIL_FURTHER_NOTICE }), { date: '2030-01-01', time: 0 }), false);
    assert.equal(hasNotLeft(regular(), '2026-11-30', { date: '2026-12-01', time: 0 }), false);
  });
});
