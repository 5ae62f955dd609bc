import type { HubLabels } from '#src/roads/hub-labels.ts';
import { type Ticks, UNREACHABLE, type Weight, weightOf } from '#src/roads/weight.ts';

/** Longer than any way (three years and a half), and twice it still fits a column of 32 bits. */
export const UNREACHABLE_TICKS: Ticks = 2 ** 30;

/** Time of the fastest way between two nodes whose labels are made; `UNREACHABLE_TICKS` when there is none. */
export const ticksBetween = ({ out, into }: HubLabels, from: number, to: number): Ticks => {
  const { hubs: outHubs, ticks: outTicks } = out;
  const { hubs: intoHubs, ticks: intoTicks } = into;
  const outEnd = out.last[from] as number;
  const intoEnd = into.last[to] as number;
  let i = out.first[from] as number;
  let j = into.first[to] as number;
  let best = UNREACHABLE_TICKS;
  while (i < outEnd && j < intoEnd) {
    const a = outHubs[i] as number;
    const b = intoHubs[j] as number;
    if (a === b) {
      const ticks = (outTicks[i] as number) + (intoTicks[j] as number);
      if (ticks < best) best = ticks;
      i += 1;
      j += 1;
    } else if (a > b) i += 1;
    else j += 1;
  }
  return best;
};

/** The same with its metres, those of the shortest of the fastest ways; `UNREACHABLE` when there is none. */
export const weightBetween = ({ out, into }: HubLabels, from: number, to: number): Weight => {
  const outEnd = out.last[from] as number;
  const intoEnd = into.last[to] as number;
  let i = out.first[from] as number;
  let j = into.first[to] as number;
  let best = UNREACHABLE;
  while (i < outEnd && j < intoEnd) {
    const a = out.hubs[i] as number;
    const b = into.hubs[j] as number;
    if (a === b) {
      const ticks = (out.ticks[i] as number) + (into.ticks[j] as number);
      const weight = weightOf(ticks, (out.metres[i] as number) + (into.metres[j] as number));
      if (weight < best) best = weight;
      i += 1;
      j += 1;
    } else if (a > b) i += 1;
    else j += 1;
  }
  return best;
};
