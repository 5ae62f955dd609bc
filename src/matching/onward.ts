import { UNREACHABLE_TICKS } from '#src/roads/label-distance.ts';
import type { Ticks } from '#src/roads/weight.ts';

/** No way. */
export const FAR: Ticks = UNREACHABLE_TICKS;

/** Travel from one point of the passenger's way to the places in reach of it. */
export interface Onward {
  /** By place; FAR for all but the first `count` of `reached`. */
  ticks: Int32Array;
  reached: Int32Array;
  count: number;
}

export const emptyOnward = (width: number): Onward => ({
  ticks: new Int32Array(width).fill(FAR),
  reached: new Int32Array(width),
  count: 0,
});

export const forget = (onward: Onward): void => {
  const { ticks, reached, count } = onward;
  for (let at = 0; at < count; at += 1) ticks[reached[at] as number] = FAR;
  onward.count = 0;
};

/** Of two ways to a place, the shorter one. */
export const keepShorter = (onward: Onward, from: Onward, ride: Ticks): void => {
  const { ticks, reached } = onward;
  for (let at = 0; at < from.count; at += 1) {
    const place = from.reached[at] as number;
    const way = ride + (from.ticks[place] as number);
    const before = ticks[place] as number;
    if (way >= before) continue;
    ticks[place] = way;
    if (before === FAR) {
      reached[onward.count] = place;
      onward.count += 1;
    }
  }
};

export const shortestOf = ({ ticks, reached, count }: Onward): Ticks => {
  let shortest = FAR;
  for (let at = 0; at < count; at += 1) {
    const way = ticks[reached[at] as number] as number;
    if (way < shortest) shortest = way;
  }
  return shortest;
};
