import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { asUtf8 } from '#src/sources/gtfs/as-utf8.ts';
import { runs } from '#test/helpers/runs.ts';

const read = async (bytes: Buffer, size: number): Promise<{ readonly text: string; readonly others: number }> => {
  let others = 0;
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const parts: Buffer[] = [];
  const all = async function* () {
    yield* pieces;
  };
  for await (const part of asUtf8(all(), () => (others += 1))) parts.push(part);
  return { text: Buffer.concat(parts).toString('utf8'), others };
};

suite('a text as UTF-8', () => {
  test('what is UTF-8 stays, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), async (text, size) => {
        const bytes = Buffer.from(text, 'utf8');
        if (bytes[0] === 0xff) return;
        assert.deepEqual(await read(bytes, size), { text: bytes.toString('utf8'), others: 0 });
      }),
      { numRuns: runs(200) },
    );
  });

  test('accents of Windows are read, and said once', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Rocamadour, '),
      Buffer.from([0xc9]),
      Buffer.from('glise, c\xf4t\xe9 for\xeat, l\x92\xe9cole \x80', 'latin1'),
    ]);
    for (const size of [1, 2, 3, 7, 100])
      assert.deepEqual(await read(bytes, size), { text: 'Rocamadour, Église, côté forêt, l’école €', others: 1 });
  });

  test('both in one file', async () => {
    const bytes = Buffer.concat([Buffer.from('Église '), Buffer.from('for\xeat', 'latin1')]);
    assert.deepEqual(await read(bytes, 4), { text: 'Église forêt', others: 1 });
  });

  test('bytes of any kind give a text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
        const { text } = await read(Buffer.from(bytes), size);
        if (bytes[0] !== 0xff) assert.ok(!text.includes('\uFFFD') || Buffer.from(bytes).includes('\uFFFD'));
      }),
      { numRuns: runs(500) },
    );
  });

  test('UTF-16 that says so is left as it is', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('gare é', 'utf16le')]);
    let given = Buffer.alloc(0);
    const all = async function* () {
      yield bytes.subarray(0, 5);
      yield bytes.subarray(5);
    };
    for await (const part of asUtf8(all(), () => assert.fail())) given = Buffer.concat([given, part]);
    assert.deepEqual(given, bytes);
  });
});
