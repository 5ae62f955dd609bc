import { createAreaTest } from '#src/roads/road-area.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import { runs } from '#test/helpers/runs.ts';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';

const point = fc.record({
  longitude: fc.double({ min: 1, max: 3, noNaN: true }),
  latitude: fc.double({ min: 44, max: 46, noNaN: true }),
});

test('the grid says what measuring every point would say, but for 1 % at the edge', () => {
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 12 }),
      fc.double({ min: 1, max: 60_000, noNaN: true }),
      fc.array(point, { minLength: 20, maxLength: 20 }),
      (around, margin, asked) => {
        const isInside = createAreaTest({ around, margin });
        for (const place of [...asked, ...around]) {
          const nearest = Math.min(...around.map((centre) => greatCircleMetres(centre, place)));
          const said = isInside(Math.round(place.longitude * 1e7), Math.round(place.latitude * 1e7));
          if (nearest < margin * 0.99 - 1) assert.equal(said, true, `${nearest} m of ${margin} m`);
          if (nearest > margin * 1.01 + 1) assert.equal(said, false, `${nearest} m of ${margin} m`);
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

test('an area around nothing holds nothing', () => {
  assert.equal(createAreaTest({ around: [], margin: 1000 })(20_000_000, 445_000_000), false);
});

test('a country of communes is laid out on a grid of a bounded size', () => {
  const around = Array.from({ length: 5000 }, (_, i) => ({
    longitude: -4 + (i % 100) * 0.12,
    latitude: 42.5 + Math.floor(i / 100) * 0.16,
  }));
  const isInside = createAreaTest({ around, margin: 500 });
  assert.equal(isInside(-40_000_000, 425_000_000), true);
  assert.equal(isInside(-39_400_000, 425_800_000), false);
});
