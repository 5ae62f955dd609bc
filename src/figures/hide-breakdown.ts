import { LEAST_SHOWN } from '#src/figures/hide-small.ts';

/** A count, or null where it is hidden. */
export type Cell = number | null;

type Place = readonly [row: number, column: number];

/**
 * A table of counts fit to leave the team. The last column is the total of each row; the last row, the total of each column,
 * is always shown. A count of one to four is hidden. Then, as long as a hidden count could be worked out from the others
 * (alone in its row or its column, or the only link between two hidden parts), the smallest of those that would blur it is
 * hidden as well.
 */
export const hideBreakdown = (table: readonly (readonly number[])[]): readonly (readonly Cell[])[] => {
  const rows = table.length - 1;
  const columns = table[0]?.length ?? 0;
  const count = ([row, column]: Place): number => table[row]?.[column] ?? 0;
  const places: readonly Place[] = Array.from({ length: rows * columns }, (_, index) => [
    Math.floor(index / columns),
    index % columns,
  ]);
  const key = ([row, column]: Place): number => row * columns + column;
  const hidden = new Set(places.filter((place) => count(place) > 0 && count(place) < LEAST_SHOWN).map(key));
  const isHidden = (place: Place): boolean => hidden.has(key(place));

  /** Rows and columns linked by hidden counts to this row, without that one count. Columns are numbered after the rows. */
  const linkedWithout = (start: number, without: Place): ReadonlySet<number> => {
    const seen = new Set([start]);
    const todo = [start];
    for (let node = todo.pop(); node !== undefined; node = todo.pop())
      for (const place of places) {
        if (!isHidden(place) || key(place) === key(without)) continue;
        const ends = [place[0], rows + place[1]] as const;
        const other = ends[0] === node ? ends[1] : ends[1] === node ? ends[0] : undefined;
        if (other === undefined || seen.has(other)) continue;
        seen.add(other);
        todo.push(other);
      }
    return seen;
  };

  /** The counts of which one more, once hidden, keeps this one from being worked out; [] when it already cannot be. */
  const blurring = (place: Place): readonly Place[] => {
    const [row, column] = place;
    const side = linkedWithout(row, place);
    if (side.has(rows + column)) return [];
    const other = linkedWithout(rows + column, place);
    // In a column whose total is nought, everybody knows what each count is.
    const open = places.filter((one) => !isHidden(one) && count([rows, one[1]]) > 0);
    const across = open.filter(
      ([r, c]) => (side.has(r) && other.has(rows + c)) || (other.has(r) && side.has(rows + c)),
    );
    return across.length > 0
      ? across
      : open.filter(([r, c]) => (side.has(r) ? !side.has(rows + c) : side.has(rows + c)));
  };

  // A nought last: it cannot be one less, so it blurs less.
  const weight = (place: Place): number => count(place) || Number.MAX_SAFE_INTEGER;
  for (let changed = true; changed;) {
    changed = false;
    for (const place of places) {
      if (!isHidden(place)) continue;
      const [next] = blurring(place).toSorted((a, b) => weight(a) - weight(b));
      if (!next) continue;
      hidden.add(key(next));
      changed = true;
    }
  }
  return table.map((line, row) => line.map((value, column) => (row < rows && isHidden([row, column]) ? null : value)));
};
