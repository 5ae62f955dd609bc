import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suits } from '#src/matching/in-window.ts';
import type { TimeWindow } from '#src/requests/request.ts';

const misses = (window: TimeWindow, leaveHome: number, arrival: number): number =>
  suits(window, { leaveHome, arrival }, 30).missesBy;

test('an appointment: in time, not too early, never late', () => {
  const at = { kind: 'arrive-by', at: 600 } as const;
  assert.deepEqual(
    [569, 570, 600, 601].map((arrival) => misses(at, 500, arrival)),
    [1, 0, 0, -1],
  );
  assert.deepEqual(suits(at, { leaveHome: 500, arrival: 580 }, 30), { missesBy: 0, shift: 0, distance: 20 });
});

test('a departure: around the hour', () => {
  const at = { kind: 'leave-at', at: 600 } as const;
  assert.deepEqual(
    [569, 570, 630, 631].map((pickup) => misses(at, pickup, 700)),
    [1, 0, 0, -1],
  );
  assert.deepEqual(suits(at, { leaveHome: 590, arrival: 700 }, 30), { missesBy: 0, shift: 0, distance: 10 });
});

test('half-days share the half hour after noon', () => {
  assert.deepEqual(
    [719, 720, 749, 750].map((pickup) => misses({ kind: 'morning' }, pickup, 800)),
    [0, 0, 0, -1],
  );
  assert.deepEqual(
    [719, 720, 749, 750].map((pickup) => misses({ kind: 'afternoon' }, pickup, 800)),
    [1, 0, 0, 0],
  );
});

test('after midnight is the next day, not early in the morning', () => {
  assert.equal(misses({ kind: 'arrive-by', at: 30 }, 1400, 1460), -1430);
  assert.equal(misses({ kind: 'morning' }, 1450, 1500), -701);
  assert.equal(misses({ kind: 'any' }, 1450, 1500), 0);
});

test('a driver who would leave a little earlier or later is on time when that suffices', () => {
  const at = { kind: 'arrive-by', at: 600 } as const;
  const told = (arrival: number, flexibility: number) => {
    const { missesBy, shift } = suits(at, { leaveHome: 500, arrival }, 30, flexibility);
    return [missesBy, shift];
  };
  assert.deepEqual(told(580, 15), [0, 0], 'nobody moves who suits');
  assert.deepEqual(told(610, 15), [0, -10]);
  assert.deepEqual(told(615, 15), [0, -15]);
  assert.deepEqual(told(616, 15), [-16, 0], 'beyond what they said, all of it is told');
  assert.deepEqual(told(560, 15), [0, 10]);
  assert.deepEqual(told(610, 0), [-10, 0]);
});
