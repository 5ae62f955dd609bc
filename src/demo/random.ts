/** Chances that come out the same for one seed. */
export interface Random {
  /** 0 included to 1 excluded. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True that often, 0 to 1. */
  chance(share: number): boolean;
  /** @throws Error for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** Each item as often as its weight says. @throws Error when no weight is above zero. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** In another order. */
  shuffled<T>(items: readonly T[]): readonly T[];
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to invent people. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const weighted = <T>(items: readonly T[], weightOf: (item: T) => number): T => {
    let total = 0;
    const sums: number[] = [];
    for (const item of items) {
      total += Math.max(0, weightOf(item));
      sums.push(total);
    }
    if (!(total > 0)) throw new Error('nothing to choose from');
    const chosen = next() * total;
    // Strictly above: what weighs nothing is never chosen.
    return items[sums.findIndex((sum) => sum > chosen)] as T;
  };
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('nothing to choose from');
    return items[whole(0, items.length - 1)] as T;
  };
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick,
    weighted,
    shuffled: (items) =>
      items
        .map((item) => [next(), item] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, item]) => item),
  };
};
