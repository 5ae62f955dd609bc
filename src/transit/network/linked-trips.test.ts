import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { linkedTrips } from '#src/transit/network/linked-trips.ts';
import { allAtOnce } from '#src/transit/network/steps.ts';
import { type InventedTransfer, type InventedTrip, inventedTimetable } from '#test/fixtures/invented-timetable.ts';

const HOUR = 3600;
const STOPS = [
  { latitude: 44.6, longitude: 1.6 },
  { latitude: 44.7, longitude: 1.7 },
  // A few steps from the one before, and a walk from it.
  { latitude: 44.701, longitude: 1.7 },
  { latitude: 44.71, longitude: 1.7 },
];
const trip = (from: number, to: number, start: number, more: Partial<InventedTrip> = {}): InventedTrip => ({
  days: [0, 1],
  block: 7,
  calls: [
    { stop: from, arrival: start, departure: start },
    { stop: to, arrival: start + HOUR, departure: start + HOUR },
  ],
  ...more,
});
const link = (fromTrip: number, toTrip: number, type = 4): InventedTransfer => ({
  from: 0,
  to: 0,
  type,
  fromTrip,
  toTrip,
});

const after = (trips: readonly InventedTrip[], transfers: readonly InventedTransfer[] = [], asked = 0, day = 0) =>
  allAtOnce(
    linkedTrips(inventedTimetable({ firstDate: '2025-02-03', lastDate: '2025-02-06', stops: STOPS, trips, transfers })),
  )?.after(asked, day) ?? null;
const same = (next: number) => [{ trip: next, daysLater: 0 }];

suite('trips that one rides through', () => {
  test('a block: the next of its trips that runs that day, from the same place', () => {
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR), trip(0, 1, 10 * HOUR)]), same(1));
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(2, 0, 9 * HOUR)]), same(1));
    assert.deepEqual(
      after([trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR, { days: [1] }), trip(1, 3, 9 * HOUR + 60)]),
      same(2),
    );
  });

  test('not when it goes on from elsewhere, after a long rest, in another block, before one is there, or every so often', () => {
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(3, 0, 9 * HOUR)]), []);
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR + 1801)]), []);
    assert.equal(after([trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR, { block: 8 })]), null);
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR - 60)]), []);
    const often = { frequencies: [{ starts: 0, ends: HOUR, headway: 600, exact: true }] };
    assert.equal(after([trip(0, 1, 8 * HOUR, often), trip(1, 0, 9 * HOUR)]), null);
  });

  test('what goes on from elsewhere is where the vehicle is: a later trip of the block is not the next one', () => {
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(3, 1, 9 * HOUR), trip(1, 0, 9 * HOUR + 120)]), []);
  });

  test('a train that is parted goes on as both halves', () => {
    assert.deepEqual(after([trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR), trip(1, 3, 9 * HOUR)]), [
      { trip: 1, daysLater: 0 },
      { trip: 2, daysLater: 0 },
    ]);
  });

  test('linked trips, however long the rest and wherever they begin; on the next day when they are earlier', () => {
    const alone = { block: undefined as never };
    const trips = [trip(0, 1, 23 * HOUR, alone), trip(3, 0, 2 * HOUR, alone), trip(3, 0, 25 * HOUR, alone)];
    assert.deepEqual(after(trips, [link(0, 2)]), same(2));
    assert.deepEqual(after(trips, [link(0, 1)]), [{ trip: 1, daysLater: 1 }]);
    assert.deepEqual(after(trips, [link(0, 1)], 0, 1), [], 'the one does not run on the day after');
  });

  test('where links and blocks differ, links win: on either side, on the days when they hold', () => {
    const trips = [trip(0, 1, 8 * HOUR), trip(1, 0, 9 * HOUR), trip(1, 3, 9 * HOUR + 300, { days: [0] })];
    assert.deepEqual(after(trips, [link(0, 2)]), same(2));
    assert.deepEqual(after(trips, [link(0, 2)], 0, 1), same(1));
    assert.deepEqual(after([...trips, trip(0, 1, 7 * HOUR, { block: 9 })], [link(3, 1)]), []);
    assert.deepEqual(after(trips, [link(0, 1, 5)]), [], 'everybody has to get off');
  });
});
