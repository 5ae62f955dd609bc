import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, dateOf, dayNumber, daysInMonth, isIsoDate, laterOf, weekdayOf } from '#src/time/dates.ts';

// Temporal is the witness: it is another implementation of the same calendar.
const plainDate = fc
  .integer({ min: -250_000, max: 250_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));

const number = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));

describe('dates', () => {
  test('days, weekdays and additions agree with Temporal', () => {
    fc.assert(
      fc.property(plainDate, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
        const text = date.toString();
        assert.equal(dayNumber(text), Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'day' }).days);
        assert.equal(dateOf(dayNumber(text)), text);
        assert.equal(weekdayOf(text), date.dayOfWeek);
        assert.equal(addDays(text, days), date.add({ days }).toString());
        assert.equal(daysInMonth(date.year, date.month), date.daysInMonth);
      }),
      { numRuns: 2000 },
    );
  });

  test('a date is what Temporal takes', () => {
    fc.assert(
      fc.property(number(14), number(33), fc.integer({ min: 1890, max: 2110 }), (month, day, year) => {
        const text = `${year}-${month}-${day}`;
        let exists = true;
        try {
          Temporal.PlainDate.from(text, { overflow: 'reject' });
        } catch {
          exists = false;
        }
        assert.equal(isIsoDate(text), exists, text);
      }),
      { numRuns: 3000 },
    );
    for (const text of ['', '2026-1-1', '2026-01-01T00:00', '02026-01-01', '2026/01/01'])
      assert.equal(isIsoDate(text), false);
  });

  test('the later of two days', () => {
    assert.equal(laterOf('2026-12-30', '2026-12-29'), '2026-12-30');
    assert.equal(laterOf('2026-12-28', '2026-12-29'), '2026-12-29');
  });
});
