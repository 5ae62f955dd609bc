import { DifferenceReader } from '#src/sources/openstreetmap/difference-reader.ts';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PbfReader, PbfWriter } from 'pbf';

const number = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.integer(),
  fc.maxSafeInteger().map((one) => Math.floor(one / 4)),
);

const packed = (differences: readonly number[]): Uint8Array => {
  const writer = new PbfWriter();
  for (const difference of differences) writer.writeSVarint(difference);
  return writer.finish();
};

test('reads what the library writes, as the library does', () => {
  const reader = new DifferenceReader();
  fc.assert(
    fc.property(fc.array(number, { maxLength: 30 }), (differences) => {
      const bytes = packed(differences);
      const library = new PbfReader(bytes);
      reader.open(bytes);
      let sum = 0;
      for (const difference of differences) {
        assert.equal(library.readSVarint(), difference);
        sum += difference;
        // Sums above 53 bits are not exact, here or there.
        if (!Number.isSafeInteger(sum)) return;
        assert.equal(reader.isAtEnd, false);
        assert.equal(reader.next(), sum);
      }
      assert.equal(reader.isAtEnd, true);
    }),
  );
});

test('nothing is read past the end, and no number is longer than ten bytes', () => {
  const reader = new DifferenceReader();
  for (const bytes of [[], [0x80], [0xff, 0xff, 0xff, 0xff, 0xff], Array<number>(11).fill(0xff)]) {
    reader.open(new Uint8Array(bytes));
    assert.throws(() => reader.next(), { name: 'Malformed' });
  }
});
