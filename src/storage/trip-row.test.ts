import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { formatTripRow, parseTripRow } from '#src/storage/trip-row.ts';
import { trips } from '#test/fixtures/arbitrary-trips.ts';

test('a trip is read back as it was written', () => {
  fc.assert(
    fc.property(trips, (trip) => {
      assert.deepEqual(parseTripRow(formatTripRow(trip, '2026-11-22T10:00:00.000Z')), trip);
    }),
  );
});

test('what no trip may be is refused, on the way in and on the way out', () => {
  const [trip] = fc.sample(trips, 1);
  assert.ok(trip);
  const row = formatTripRow(trip, '2026-11-22T10:00:00.000Z');
  assert.throws(() => parseTripRow({ ...row, stops: '[]' }));
  assert.throws(() => parseTripRow({ ...row, car_takes: '["horse"]' }));
  assert.throws(() => parseTripRow({ ...row, kind: 'one-off', date: '2026-02-30' }));
  assert.throws(() => parseTripRow({ ...row, kind: 'regular', weekdays: 128 }));
  assert.throws(() => formatTripRow({ ...trip, stops: trip.stops.slice(0, 1) }, '2026-11-22T10:00:00.000Z'));
});
