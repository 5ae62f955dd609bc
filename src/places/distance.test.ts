import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { greatCircleMetres } from '#src/places/distance.ts';

const cahors = { latitude: 44.4468, longitude: 1.4411 };
const figeac = { latitude: 44.6083, longitude: 2.0315 };
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const point = fc.record({ latitude, longitude });

describe('greatCircleMetres', () => {
  test('knows Cahors and Figeac, a degree of meridian, and the antipodes', () => {
    assert.ok(Math.abs(greatCircleMetres(cahors, figeac) - 50_101) < 100, String(greatCircleMetres(cahors, figeac)));
    const degree = greatCircleMetres({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 });
    assert.ok(Math.abs(degree - (Math.PI * 6_371_008.8) / 180) < 0.001);
    const half = greatCircleMetres({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 });
    assert.ok(Math.abs(half - Math.PI * 6_371_008.8) < 0.001);
  });

  test('is zero from a point to itself, and the same both ways', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        assert.equal(greatCircleMetres(a, a), 0);
        assert.ok(Math.abs(greatCircleMetres(a, b) - greatCircleMetres(b, a)) < 1e-3);
      }),
    );
  });
});
