import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createRandom } from '#src/demo/random.ts';

const draws = (seed: number, count: number): readonly number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

suite('createRandom', () => {
  test('comes out the same for one seed, and otherwise for another', () => {
    assert.deepEqual(draws(46, 50), draws(46, 50));
    assert.notDeepEqual(draws(46, 50), draws(47, 50));
  });

  test('spreads evenly from 0 to 1', () => {
    const all = draws(1, 20_000);
    assert.ok(all.every((value) => value >= 0 && value < 1));
    const tenths = Map.groupBy(all, (value) => Math.floor(value * 10));
    for (const [tenth, values] of tenths) assert.ok(Math.abs(values.length - 2000) < 200, `${tenth}: ${values.length}`);
  });

  test('weights count, and what weighs nothing never comes', () => {
    const random = createRandom(3);
    const picked = Array.from({ length: 4000 }, () =>
      random.weighted(['a', 'b', 'c'], (x) => ({ a: 3, b: 1, c: 0 })[x] ?? 0),
    );
    const share = picked.filter((item) => item === 'a').length / picked.length;
    assert.ok(share > 0.72 && share < 0.78, String(share));
    assert.ok(!picked.includes('c'));
    assert.throws(() => random.weighted(['a'], () => 0), /nothing to choose/);
    assert.throws(() => random.pick([]), /nothing to choose/);
  });

  test('whole numbers include both ends; a shuffle keeps all', () => {
    const random = createRandom(4);
    const dice = new Set(Array.from({ length: 500 }, () => random.whole(1, 6)));
    assert.deepEqual(
      [...dice].toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5, 6],
    );
    assert.deepEqual(
      random.shuffled([1, 2, 3, 4, 5]).toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5],
    );
  });
});
