/**
 * The column, or a longer one with the same numbers when it has no room for that index: twice as long at least, so that
 * filling it row by row costs little.
 */
export const widenColumn = (column: Int32Array, index: number, filling = 0): Int32Array => {
  if (index < column.length) return column;
  const wider = new Int32Array(Math.max(index + 1, column.length * 2));
  wider.set(column);
  return wider.fill(filling, column.length);
};
