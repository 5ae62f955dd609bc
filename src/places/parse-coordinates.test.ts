import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { formatCoordinates, parseCoordinates } from '#src/places/parse-coordinates.ts';

suite('parseCoordinates', () => {
  test('reads what is copied from maps, decimal commas included', () => {
    const cahors = { latitude: 44.4491, longitude: 1.4366 };
    for (const text of [
      '44.4491, 1.4366',
      '44,4491 1,4366',
      '44,4491; 1,4366',
      '44.4491° N 1.4366° E',
      ' 44.4491,1.4366 ',
      '44,4491, 1,4366',
    ]) {
      assert.deepEqual(parseCoordinates(text), cahors, text);
    }
    assert.deepEqual(parseCoordinates('44.8 N, 1.2 O'), { latitude: 44.8, longitude: -1.2 });
  });

  test('refuses what is not a position', () => {
    for (const text of ['', 'Cahors', '44.4491', '95.2, 1.4', '44.1, 181', '1 2 3', '44.44.91, 1']) {
      assert.equal(parseCoordinates(text), undefined, text);
    }
  });

  test('reads what formatCoordinates writes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (latitude, longitude) => {
          const read = parseCoordinates(formatCoordinates({ latitude, longitude }));
          assert.ok(read);
          assert.ok(Math.abs(read.latitude - latitude) < 1e-5);
          assert.ok(Math.abs(read.longitude - longitude) < 1e-5);
        },
      ),
    );
  });
});
