import { type LifeOptions, type LivedLife, runLife } from '#test/simulation/run-life.ts';

/** The invariant, or the happening, that a sentence names. */
const nameOf = ([sentence = '']: readonly string[]): string => sentence.split(':')[0] ?? '';

/**
 * The same life without the steps it can break without: halves, then quarters, are left out as long as the same thing
 * breaks at the end.
 * @param seconds after which the fewest found so far are given.
 */
export const shrink = async (options: LifeOptions, broken: LivedLife, seconds = 120): Promise<LifeOptions> => {
  const end = performance.now() + seconds * 1000;
  const breaks = async (without: ReadonlySet<number>): Promise<boolean> => {
    const life = await runLife({ ...options, without });
    return life.kind === 'broken' && nameOf(life.broken) === nameOf(broken.broken);
  };
  let without = new Set(options.without);
  for (let size = Math.ceil(options.steps / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 1; from < options.steps; from += size) {
      if (performance.now() > end) return { ...options, without };
      const more = Array.from({ length: Math.min(size, options.steps - from) }, (_, index) => from + index);
      if (more.every((step) => without.has(step))) continue;
      const fewer = new Set([...without, ...more]);
      if (await breaks(fewer)) without = fewer;
    }
  }
  return { ...options, without };
};
