import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canAllBeDriven, dayConflicts, type DrivenRide } from '#src/requests/can-all-be-driven.ts';
import { CAHORS, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';

const measure = {
  minutes: (a: { latitude: number }, b: { latitude: number }) => Math.abs(a.latitude - b.latitude) * 100,
  largestDetour: 45,
};
const ride = (changes: Partial<DrivenRide> = {}): DrivenRide => ({
  rideId: 'r-1',
  date: '2026-12-01',
  weekday: 2,
  first: '2026-12-01',
  last: '2026-12-01',
  from: GRAMAT.point,
  to: FIGEAC.point,
  window: { kind: 'arrive-by', at: 570 },
  seats: 1,
  trip: null,
  ...changes,
});
const trip = (seats: number | null, departure: number | null = 510): NonNullable<DrivenRide['trip']> => ({
  id: 'trip',
  schedule: { kind: 'one-off', date: '2026-12-01', departure },
  stops: [GRAMAT, FIGEAC],
  seats,
  maxDetour: null,
});
const kinds = (...rides: DrivenRide[]): readonly string[] => dayConflicts(rides, measure).map(({ kind }) => kind);

describe('what one driver promised can all be driven', () => {
  test('one ride alone, or two on two days, can', () => {
    assert.equal(canAllBeDriven([ride()], measure), true);
    assert.equal(canAllBeDriven([ride(), ride({ rideId: 'r-2', date: '2026-12-02', weekday: 3 })], measure), true);
  });

  test('places are counted over those who share a trip; unsaid places are not', () => {
    const two = (seats: number | null) => [
      ride({ trip: trip(seats) }),
      ride({ rideId: 'r-2', seats: 2, trip: trip(seats) }),
    ];
    assert.deepEqual(kinds(...two(2)), ['seats']);
    assert.deepEqual(kinds(...two(3)), []);
    assert.deepEqual(kinds(...two(null)), []);
  });

  test('there and back, with the time to come back, can', () => {
    const back = (at: number) =>
      ride({ rideId: 'r-2', from: FIGEAC.point, to: GRAMAT.point, window: { kind: 'leave-at', at } });
    assert.deepEqual(kinds(ride(), back(600)), []);
    assert.deepEqual(kinds(ride(), back(560)), ['times']);
  });

  test('the same two places at the same hour are one drive', () => {
    assert.deepEqual(kinds(ride(), ride({ rideId: 'r-2' })), []);
    assert.deepEqual(kinds(ride(), ride({ rideId: 'r-2', to: CAHORS.point })), ['times']);
  });

  test('an hour nobody said is against nothing', () => {
    assert.deepEqual(kinds(ride(), ride({ rideId: 'r-2', to: CAHORS.point, window: { kind: 'morning' } })), []);
  });

  test('detours add up', () => {
    const far = { latitude: 45.1, longitude: 2 };
    const one = ride({ trip: trip(null), to: far });
    const other = ride({ rideId: 'r-2', from: { latitude: 44.2, longitude: 1.9 }, trip: trip(null) });
    assert.deepEqual(kinds(one), []);
    assert.deepEqual(kinds(one, other), ['detour']);
  });

  test('a ride of every week is beside the days of its period, and those beside no other week', () => {
    const weekly = ride({ rideId: 'w', date: null, first: '2026-12-01', last: '2026-12-20', to: CAHORS.point });
    assert.deepEqual(kinds(weekly, ride({ rideId: 'r-2', date: '2026-12-08' })), ['times']);
    assert.deepEqual(kinds(weekly, ride({ rideId: 'r-2', date: '2026-12-29' })), []);
    assert.deepEqual(kinds(weekly, { ...weekly, rideId: 'w-2', to: FIGEAC.point }), ['times']);
    assert.deepEqual(
      kinds(weekly, { ...weekly, rideId: 'w-2', to: FIGEAC.point, first: '2027-01-05', last: null }),
      [],
    );
  });
});
