import assert from 'node:assert/strict';
import { test } from 'node:test';
import { easterOf, isPublicHoliday } from '#src/time/public-holidays.ts';

test('Easter, in early, late and ordinary years', () => {
  assert.deepEqual([1954, 2008, 2024, 2025, 2026, 2027, 2038].map(easterOf), [
    '1954-04-18',
    '2008-03-23',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ]);
});

test('eleven public holidays in a year', () => {
  const days = Array.from({ length: 365 }, (_, index) =>
    Temporal.PlainDate.from('2026-01-01').add({ days: index }).toString(),
  );
  assert.deepEqual(days.filter(isPublicHoliday), [
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
  ]);
});
