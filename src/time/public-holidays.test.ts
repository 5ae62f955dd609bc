import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, dayNumber, weekdayOf } from '#src/time/dates.ts';
import { easterOf, publicHolidayOn, publicHolidaysOf } from '#src/time/public-holidays.ts';

suite('public holidays', () => {
  test('Easter falls where the calendars of the past and of the coming years print it', () => {
    for (const date of [
      '1818-03-22',
      '1954-04-18',
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
    ])
      assert.equal(easterOf(Number(date.slice(0, 4))), date);
  });

  test('Easter is a Sunday between 22 March and 25 April, whatever the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 4000 }), (year) => {
        const easter = easterOf(year);
        assert.equal(weekdayOf(easter), 7);
        assert.ok(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25');
      }),
    );
  });

  test('those of 2026, as the State prints them', () => {
    assert.deepEqual(
      publicHolidaysOf(2026, ['46']).map(({ date }) => date),
      [
        '2026-01-01',
        '2026-04-06',
        '2026-05-01',
        '2026-05-08',
        '2026-05-14',
        '2026-05-25',
        '2026-07-14',
        '2026-08-15',
        '2026-11-01',
        '2026-11-11',
        '2026-12-25',
      ],
    );
    const more = publicHolidaysOf(2026, ['67']).filter(({ date }) => publicHolidayOn(date, []) === undefined);
    assert.deepEqual(more, [
      { date: '2026-04-03', name: 'Vendredi saint' },
      { date: '2026-12-26', name: 'Saint-Étienne' },
    ]);
  });

  test('overseas, the day when slavery was abolished there; in several départements, the days of each', () => {
    const more = (...departments: readonly string[]): readonly string[] =>
      publicHolidaysOf(2026, departments)
        .filter(({ date }) => publicHolidayOn(date, []) === undefined)
        .map(({ date }) => date);
    assert.deepEqual(
      ['971', '972', '973', '974', '976', '977', '978', '975', '46'].map((department) => more(department).join()),
      ['2026-05-27', '2026-05-22', '2026-06-10', '2026-12-20', '2026-04-27', '2026-10-09', '2026-05-28', '', ''],
    );
    assert.equal(publicHolidayOn('2026-05-22', ['972']), 'abolition de l’esclavage');
    assert.deepEqual(more('54', '57', '67'), ['2026-04-03', '2026-12-26']);
    assert.equal(publicHolidayOn('2026-04-03', ['57', '67', '68']), 'Vendredi saint', 'named once');
  });

  test('the movable ones keep their distance from Easter, and a day with two names has both', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), (year) => {
        const easter = easterOf(year);
        const days = publicHolidaysOf(year, ['57']).map(({ date }) => dayNumber(date) - dayNumber(easter));
        for (const distance of [-2, 1, 39, 50]) assert.ok(days.includes(distance));
      }),
    );
    assert.equal(publicHolidayOn('2008-05-01', []), 'fête du Travail, Ascension');
    assert.equal(publicHolidayOn(addDays('2026-05-14', 1), []), undefined);
  });
});
