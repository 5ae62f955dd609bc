import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesAlong } from '#src/places/along-line.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

const north = { name: 'Nord', point: at(44.9, 2) };
const middle = { name: 'Milieu', point: at(44.7, 2.01) };
const south = { name: 'Sud', point: at(44.5, 2) };
const aside = { name: 'Écart', point: at(44.7, 2.02) };
const nowhere = { name: 'Sans point', point: null };

test('places near a line are told in the order it passes them', () => {
  const line = [at(44.9, 2), at(44.5, 2)];
  const places = [south, aside, nowhere, middle, north];
  assert.deepEqual(placesAlong(line, places), [north, middle, south]);
  assert.deepEqual(placesAlong(line.toReversed(), places), [south, middle, north]);
});

test('what lies beyond the ends of a line is not passed', () => {
  assert.deepEqual(placesAlong([at(44.8, 2), at(44.6, 2)], [north, middle, south]), [middle]);
});

test('a line of one point passes what is there, and no line passes nothing', () => {
  assert.deepEqual(placesAlong([at(44.9, 2)], [north, south]), [north]);
  assert.deepEqual(placesAlong([], [north]), []);
});
