import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inArea } from '#src/transit/on-demand/in-area.ts';
import type { Area, Polygon } from '#src/transit/on-demand/on-demand-service.ts';

const square = (from: number, until: number): Polygon[number] => [
  [from, from],
  [until, from],
  [until, until],
  [from, until],
  [from, from],
];
const at = (longitude: number, latitude: number) => ({ communeCode: '', point: { longitude, latitude } });

suite('an end of a way in an area', () => {
  test('in a polygon and not in its holes; in any of several', () => {
    const area: Area = { kind: 'polygons', polygons: [[square(0, 10), square(4, 6)], [square(20, 21)]] };
    for (const [longitude, latitude, inside] of [
      [1, 1, true],
      [5, 5, false],
      [6.5, 5, true],
      [20.5, 20.5, true],
      [15, 15, false],
      [-1, 5, false],
    ] as const)
      assert.equal(inArea(area, at(longitude, latitude)), inside, `${longitude} ${latitude}`);
  });

  test('in a shape that is not convex', () => {
    const bay: Polygon = [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 2],
        [0, 10],
        [0, 0],
      ],
    ];
    assert.equal(inArea({ kind: 'polygons', polygons: [bay] }, at(5, 6)), false);
    assert.equal(inArea({ kind: 'polygons', polygons: [bay] }, at(1, 6)), true);
  });

  test('an empty shape holds nothing', () => {
    assert.equal(inArea({ kind: 'polygons', polygons: [[], [[]]] }, at(0, 0)), false);
  });

  test('near a stop, on foot', () => {
    const area: Area = { kind: 'points', points: [{ latitude: 44.6, longitude: 1.7 }] };
    assert.equal(inArea(area, at(1.7, 44.613)), true, '1.4 km');
    assert.equal(inArea(area, at(1.7, 44.614)), false, '1.6 km');
    assert.equal(inArea(area, at(1.719, 44.6)), false, '1.5 km to the east');
    assert.equal(inArea(area, at(1.718, 44.6)), true);
  });
});
