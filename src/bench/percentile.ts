/** The value below which that share of them is; of sorted values. */
export const percentileOf = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

export const sortedNumbers = (values: Iterable<number>): readonly number[] =>
  Array.from(values).toSorted((a, b) => a - b);

export const medianOf = (values: Iterable<number>): number => percentileOf(sortedNumbers(values), 0.5);
