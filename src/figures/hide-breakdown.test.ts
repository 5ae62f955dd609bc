import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type Cell, hideBreakdown } from '#src/figures/hide-breakdown.ts';
import { LEAST_SHOWN } from '#src/figures/hide-small.ts';

/** A table with its totals: the last column and the last row. */
const withTotals = (inner: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const rows = inner.map((row) => [...row, row.reduce((sum, one) => sum + one, 0)]);
  const foot = (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return [...rows, foot];
};

/** All that one who reads the table may think each hidden count to be, found by trying them all. */
const possible = (shown: readonly (readonly Cell[])[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const rows = shown.length - 1;
  const columns = (shown[0]?.length ?? 1) - 1;
  const foot = shown[rows] ?? [];
  const values = new Map<string, Set<number>>();
  const inner: number[][] = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  const note = (): void => {
    for (const [row, line] of shown.slice(0, rows).entries()) {
      const sum = (inner[row] ?? []).reduce((total, one) => total + one, 0);
      if (line[columns] !== null && line[columns] !== sum) return;
    }
    for (const [row, line] of shown.slice(0, rows).entries())
      for (const [column, cell] of line.entries()) {
        if (cell !== null) continue;
        const value =
          column === columns ? (inner[row] ?? []).reduce((t, one) => t + one, 0) : (inner[row]?.[column] ?? 0);
        values.set(`${row} ${column}`, (values.get(`${row} ${column}`) ?? new Set()).add(value));
      }
  };
  const fill = (index: number, left: readonly number[]): void => {
    if (index === rows * columns) {
      if (left.every((one) => one === 0)) note();
      return;
    }
    const [row, column] = [Math.floor(index / columns), index % columns];
    const cell = shown[row]?.[column];
    const most = left[column] ?? 0;
    const line = inner[row];
    if (!line) return;
    for (const value of cell == null ? Array.from({ length: most + 1 }, (_, n) => n) : cell <= most ? [cell] : []) {
      line[column] = value;
      fill(index + 1, left.with(column, most - value));
    }
  };
  fill(
    0,
    foot.slice(0, columns).map((cell) => cell ?? 0),
  );
  return values;
};

suite('a breakdown that leaves the team', () => {
  test('hides one to four, and a second count beside them', () => {
    const table = withTotals([
      [12, 3],
      [20, 9],
      [15, 30],
    ]);
    const shown = hideBreakdown(table);
    assert.deepEqual(shown.at(-1), table.at(-1), 'the totals at the foot are always shown');
    assert.equal(shown[0]?.[1], null);
    assert.equal(
      shown.flat().filter((cell) => cell === null).length,
      4,
      'a square: one more in its row and in its column',
    );
  });

  test('what is large and alone is shown as it is', () => {
    const table = withTotals([[12, 30, 0]]);
    assert.deepEqual(hideBreakdown(table), table);
    assert.deepEqual(hideBreakdown([[0]]), [[0]]);
  });

  test('no hidden count can be worked out, and none under five is shown', () => {
    const small = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) }, fc.integer({ min: 5, max: 7 }));
    const inner = fc
      .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 2 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(small, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(inner, (cells) => {
        const table = withTotals(cells);
        const shown = hideBreakdown(table);
        for (const [row, line] of shown.slice(0, -1).entries())
          for (const [column, cell] of line.entries()) {
            assert.ok(cell === null || cell === 0 || cell >= LEAST_SHOWN);
            assert.ok(cell === null || cell === table[row]?.[column], 'what is shown is true');
          }
        for (const [place, values] of possible(shown)) {
          const [row, column] = place.split(' ').map(Number);
          const true_ = table[row ?? 0]?.[column ?? 0] ?? 0;
          // A nought hidden to blur a neighbour tells of nobody.
          if (true_ > 0 && true_ < LEAST_SHOWN && shown.length > 2)
            assert.ok(values.size > 1, `${place} can only be ${[...values].join()} in ${JSON.stringify(table)}`);
        }
      }),
    );
  });
});
