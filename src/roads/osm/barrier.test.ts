import { isClosed } from '#src/roads/osm/barrier.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';

const closed = (entries: Readonly<Record<string, string>>): boolean => isClosed(new Map(Object.entries(entries)));

test('what bars the road closes it, unless it is said to let cars through', () => {
  for (const barrier of ['bollard', 'block', 'jersey_barrier', 'chain']) {
    assert.equal(closed({ barrier }), true, barrier);
    assert.equal(closed({ barrier, access: 'private' }), true, barrier);
    assert.equal(closed({ barrier, motor_vehicle: 'yes' }), false, barrier);
    assert.equal(closed({ barrier, access: 'no', motorcar: 'destination' }), false, barrier);
    assert.equal(closed({ barrier, foot: 'yes', bicycle: 'yes' }), true, barrier);
  }
});

test('what opens leaves the road open, unless it is said to be closed', () => {
  for (const barrier of ['gate', 'lift_gate', 'toll_booth', 'cattle_grid', 'height_restrictor', 'entrance']) {
    assert.equal(closed({ barrier }), false, barrier);
    assert.equal(closed({ barrier, access: 'private' }), true, barrier);
    assert.equal(closed({ barrier, access: 'private', motor_vehicle: 'yes' }), false, barrier);
  }
  assert.equal(closed({ highway: 'crossing', access: 'no' }), false);
});
