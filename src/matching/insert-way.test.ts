import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goesAgainst, insertWay, type Reach, timesAlong } from '#src/matching/insert-way.ts';

/** A road along a line: stops and ends are kilometre stones, one tick apart. */
const onALine = (stops: readonly number[], a: number, b: number): Reach => {
  const apart = (end: number) => (stop: number) => Math.abs((stops[stop] ?? Number.NaN) - end);
  return {
    legs: stops.slice(1).map((stop, index) => Math.abs(stop - (stops[index] ?? 0))),
    toA: apart(a),
    fromA: apart(a),
    toB: apart(b),
    fromB: apart(b),
    aToB: Math.abs(a - b),
  };
};

test('both ends on one leg, or on two', () => {
  assert.deepEqual(insertWay(onALine([0, 100], 20, 60)), { added: 0, boardAfterStop: 0, alightAfterStop: 0 });
  assert.deepEqual(insertWay(onALine([0, 50, 100], 20, 60)), { added: 0, boardAfterStop: 0, alightAfterStop: 1 });
});

test('of equal places, the first: at a stop itself, the leg that reaches it', () => {
  assert.deepEqual(insertWay(onALine([0, 50, 100], 50, 100)), { added: 0, boardAfterStop: 0, alightAfterStop: 1 });
  assert.deepEqual(insertWay(onALine([0, 0, 100], 0, 100)), { added: 0, boardAfterStop: 0, alightAfterStop: 1 });
});

test('the hours along the way count what is driven before', () => {
  const reach = onALine([0, 50, 80, 100], 20, 90);
  assert.deepEqual(timesAlong(reach, insertWay(reach)), { pickup: 20, ride: 70 });
  const aside = { ...onALine([0, 100], 20, 60), toA: (stop: number) => [30, 90][stop] ?? 0, aToB: 55 };
  assert.deepEqual(timesAlong(aside, insertWay(aside)), { pickup: 30, ride: 55 });
});

const isAgainst = (stops: readonly number[], a: number, b: number): boolean => {
  const reach = onALine(stops, a, b);
  return goesAgainst(reach, insertWay(reach), reach.aToB);
};

test('against the trip: when the car would drive back for more than half of the ride', () => {
  assert.equal(isAgainst([0, 100], 100, 0), true);
  assert.equal(isAgainst([0, 100], 60, 40), true);
  assert.equal(isAgainst([0, 100], 40, 60), false);
  // Ahead of the start but away from the end: a real detour, not a trip driven backwards.
  assert.equal(isAgainst([0, 100], 0, -20), false);
  // There and back again: a trip that returns can take someone home.
  assert.equal(isAgainst([0, 100, 0], 100, 0), false);
});
