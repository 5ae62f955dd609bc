import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { runs } from '#test/helpers/runs.ts';
import { editMeter } from '#src/places/edit-distance.ts';
import { toBytes } from '#src/places/name-index.ts';

/** Optimal string alignment by the book: the distance from `needle` to each beginning of `name`. */
const naiveDistances = (needle: string, name: string): readonly number[] => {
  const rows = [Array.from({ length: name.length + 1 }, (_, column) => column)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= needle.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= name.length; j += 1) {
      const same = needle[i - 1] === name[j - 1];
      let value = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && needle[i - 1] === name[j - 2] && needle[i - 2] === name[j - 1]) {
        value = Math.min(value, at(i - 2, j - 2) + 1);
      }
      row.push(value);
    }
  }
  return rows[needle.length] ?? [];
};

const measure = (needle: string, name: string, allowed: number) => {
  const bytes = toBytes(name);
  return editMeter(toBytes(needle), allowed).measure(bytes, 0, bytes.length);
};

describe('editMeter', () => {
  test('counts a letter left out, added, changed, or two swapped', () => {
    assert.equal(measure('figac', 'figeac', 1)?.whole, 1);
    assert.equal(measure('figgeac', 'figeac', 1)?.whole, 1);
    assert.equal(measure('figeak', 'figeac', 1)?.whole, 1);
    assert.equal(measure('fiegac', 'figeac', 1)?.whole, 1);
    assert.deepEqual(measure('caor', 'cahors', 1), { head: 1, headLength: 5, whole: 2 });
    assert.equal(measure('gourdon', 'cahors', 2), undefined);
  });

  test('agrees with the textbook on the beginning and on the whole', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), (needle, name, allowed) => {
        const distances = naiveDistances(needle, name);
        // The empty beginning is no beginning of a name.
        const head = Math.min(...distances.slice(1));
        const measured = measure(needle, name, allowed);
        if (head > allowed) return assert.equal(measured, undefined);
        assert.equal(measured?.head, head);
        assert.equal(measured?.headLength, distances.lastIndexOf(head));
        const whole = distances.at(-1) ?? 0;
        assert.equal(Math.min(measured?.whole ?? 0, allowed + 1), Math.min(whole, allowed + 1));
      }),
      { numRuns: runs(5000) },
    );
  });

  test('compares long needles on their first letters, and never throws', () => {
    const long = 'saintremyenbouzemontsaintgenestetisson';
    assert.equal(measure(long, long, 2)?.head, 0);
    assert.equal(measure('', 'cahors', 2), undefined);
    assert.equal(measure('cahors', '', 2), undefined);
  });
});
