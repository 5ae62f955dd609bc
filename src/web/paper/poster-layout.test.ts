import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { layOut, type PosterLine } from './poster-layout.ts';

const lines = (count: number): readonly PosterLine[] =>
  Array.from({ length: count }, (_, index) => ({
    line: {
      from: { code: '46042', name: 'Cahors' },
      to: { code: String(46_100 + index), name: `Commune ${String(index).padStart(3, '0')}` },
      drivers: 1,
      mornings: 1,
      afternoons: 0,
      unsaid: 0,
      oneOffs: [],
    },
    days: 'le lundi matin',
    back: 'le lundi après-midi',
  }));
const names = (of: readonly PosterLine[]): readonly string[] => of.map(({ line }) => line.to.name);

suite('the sheets of a poster', () => {
  test('are one, in the largest letters in which all holds', () => {
    assert.deepEqual(
      [3, 8, 13].map((count) => layOut(lines(count)).map(({ size }) => size.name)),
      [['large'], ['medium'], ['small']],
    );
  });
  test('are several when one is too small, and nothing is missing', () => {
    for (const count of [44, 60, 130, 400]) {
      const sheets = layOut(lines(count));
      assert.deepEqual(
        sheets.flatMap((sheet) => names(sheet.lines)),
        names(lines(count)),
      );
    }
    assert.deepEqual(
      layOut(lines(60)).map((sheet) => sheet.lines.length),
      [31, 29],
      'as much on each',
    );
  });
  test('none, where nobody leaves from', () => {
    assert.deepEqual(layOut([]), []);
  });
});
