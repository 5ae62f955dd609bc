import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Request, Ride } from '#src/requests/request.ts';
import { hourOf, ridesOn } from '#src/requests/rides-on.ts';
import type { Trip } from '#src/trips/trip.ts';
import { AT, aTrip, everyMonday } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-12-01';

const ride = (changes: Partial<Ride> = {}): Ride => ({
  id: 'ride-1',
  wayId: 'outward',
  slot: TUESDAY,
  date: TUESDAY,
  driverId: 'd-1',
  tripId: null,
  kilometres: null,
  state: 'agreed',
  regime: 'on-the-way',
  createdAt: AT,
  ...changes,
});
const weekly = way('outward', { kind: 'weekly', weekdays: 1, from: '2026-11-02', until: '2026-12-14' });
const everyWeek = ride({ slot: 'weekday-1', date: null, tripId: 'trip-1' });
const on = (date: string, requests: readonly Request[], trips: readonly Trip[] = []) =>
  ridesOn(requests, new Map(trips.map((trip) => [trip.id, trip])), date);

suite('the rides of a day', () => {
  test('a dated ride is of its day', () => {
    const one = request({ rides: [ride()] });
    assert.equal(on(TUESDAY, [one]).length, 1);
    assert.equal(on(MONDAY, [one]).length, 0);
  });

  test('a cancelled ride is of no day', () => {
    assert.equal(on(TUESDAY, [request({ rides: [ride({ state: 'cancelled' })] })]).length, 0);
  });

  test('a weekly ride falls on its weekday, within its period', () => {
    const one = request({ ways: [weekly], rides: [everyWeek] });
    const days = ['2026-10-26', '2026-11-02', MONDAY, '2026-11-24', '2026-12-14', '2026-12-21'];
    assert.deepEqual(
      days.filter((day) => on(day, [one]).length > 0),
      ['2026-11-02', MONDAY, '2026-12-14'],
    );
  });

  test('a driver on holiday is away, and one who stopped too', () => {
    const one = request({ ways: [weekly], rides: [everyWeek] });
    const away = (trip: Partial<Trip>) => on(MONDAY, [one], [aTrip(trip)])[0]?.away;
    assert.equal(away({}), false);
    assert.equal(away({ schedule: { ...everyMonday, excluded: [{ from: '2026-11-20', until: MONDAY }] } }), true);
    assert.equal(away({ schedule: { ...everyMonday, pausedUntil: '2026-12-01' } }), true);
    assert.equal(away({ state: 'stopped' }), true);
  });

  test('a one-off trip that stopped once driven is still of its day', () => {
    const trip = aTrip({ state: 'stopped', schedule: { kind: 'one-off', date: TUESDAY, departure: 480 } });
    assert.equal(on(TUESDAY, [request({ rides: [ride({ tripId: 'trip-1' })] })], [trip])[0]?.away, false);
  });

  test('a need that ended otherwise is driven by nobody; one that was met goes on', () => {
    const closed = (reason: 'cancelled' | 'done' | 'regular-found') =>
      request({
        ways: [weekly],
        rides: [everyWeek],
        closing: { reason, at: '2026-11-24T10:00:00.000Z', byMember: null },
      });
    assert.equal(on(MONDAY, [closed('cancelled')]).length, 0);
    assert.deepEqual([on(MONDAY, [closed('done')]).length, on('2026-11-30', [closed('done')]).length], [1, 0]);
    assert.equal(on('2026-11-30', [closed('regular-found')]).length, 1);
  });

  test('the hour is that of the departure asked, else of the driver, else of the appointment, and vague ones last', () => {
    const window = (kind: 'leave-at' | 'arrive-by' | 'any') =>
      way('outward', weekly.when, { window: kind === 'any' ? { kind } : { kind, at: 600 } });
    assert.equal(hourOf({ way: window('leave-at'), trip: aTrip() }), 600);
    assert.equal(hourOf({ way: window('arrive-by'), trip: aTrip() }), 510);
    assert.equal(hourOf({ way: window('arrive-by'), trip: undefined }), 600);
    assert.equal(hourOf({ way: window('any'), trip: undefined }), 1440);
  });
});
