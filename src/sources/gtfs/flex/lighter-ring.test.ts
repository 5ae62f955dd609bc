import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lighterPolygon, lighterRing } from '#src/sources/gtfs/flex/lighter-ring.ts';
import { inPolygon } from '#src/transit/on-demand/in-area.ts';

const circle = (radius: number, points: number) =>
  Array.from({ length: points + 1 }, (_, at) => {
    const angle = ((at % points) * 2 * Math.PI) / points;
    return [1.7 + radius * Math.cos(angle), 44.7 + radius * Math.sin(angle)] as const;
  });

suite('a zone drawn with fewer points', () => {
  test('a million become some thousands, and nobody changes side', () => {
    const ring = lighterRing(circle(0.1, 1_000_000)) ?? assert.fail();
    assert.ok(ring.length < 5000, String(ring.length));
    assert.deepEqual(ring[0], ring.at(-1));
    for (const [latitude, inside] of [
      [44.7, true],
      [44.7995, true],
      [44.8005, false],
    ] as const)
      assert.equal(inPolygon([ring], { latitude, longitude: 1.7 }), inside);
  });

  test('one that is drawn with few stays as it is', () => {
    const square = [
      [1, 44],
      [2, 44],
      [2, 45],
      [1, 45],
      [1, 44],
    ] as const;
    assert.deepEqual(lighterPolygon([square]), [square]);
  });

  test('a hole that nobody could stand in goes, a zone of that size too', () => {
    const outer = circle(0.1, 100);
    assert.deepEqual(lighterPolygon([outer, circle(0.00001, 50)]), [outer]);
    assert.equal(lighterPolygon([circle(0.00001, 50)]), undefined);
  });
});
