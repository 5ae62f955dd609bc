import type { TimeWindow, Way, When } from '#src/requests/request.ts';
import { slotsOfWhen, spanOf } from '#src/requests/slots.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';

/** A way as it was asked, before it has an id. */
export type NewWay = Omit<Way, 'id'>;

export type WayProblem =
  | 'no-outward'
  | 'two-of-a-kind'
  | 'same-place'
  | 'no-day'
  | 'past-day'
  | 'backwards-period'
  | 'return-before-outward'
  | 'bad-hour';

/** What is wrong, and in which way. */
export interface WayRefusal {
  readonly problem: WayProblem;
  readonly direction: Way['direction'];
}

const isHour = (at: TimeOfDay): boolean => Number.isInteger(at) && at >= 0 && at < 24 * 60;

const windowIsSound = (window: TimeWindow): boolean => !('at' in window) || isHour(window.at);

const whenProblem = (when: When, today: IsoDate | null): WayProblem | undefined => {
  if (slotsOfWhen(when).length === 0) return 'no-day';
  const { first, last } = spanOf(when);
  if (last !== null && last < first) return 'backwards-period';
  // A date already past cannot be driven; a period or a weekly need may have begun.
  if (today !== null && (when.kind === 'dates' ? first < today : last !== null && last < today)) return 'past-day';
  return undefined;
};

/** The latest hour at which a way still begins, and the earliest at which the other one can: vague hours never clash. */
const exactHour = (window: TimeWindow): TimeOfDay | null => ('at' in window ? window.at : null);

const returnComesFirst = (outward: NewWay, back: NewWay): boolean => {
  const there = spanOf(outward.when);
  const home = spanOf(back.when);
  if (home.last !== null && home.last < there.first) return true;
  const sameDay =
    outward.when.kind === 'dates' &&
    back.when.kind === 'dates' &&
    outward.when.dates.length === 1 &&
    home.last === there.first;
  const [leave, comeBack] = [exactHour(outward.window), exactHour(back.window)];
  return sameDay && leave !== null && comeBack !== null && comeBack <= leave;
};

/**
 * What is wrong with the ways of a request, or undefined.
 * @param today null when past days are accepted (imports).
 */
export const checkWays = (ways: readonly NewWay[], today: IsoDate | null): WayRefusal | undefined => {
  const outward = ways.find((way) => way.direction === 'outward');
  const back = ways.find((way) => way.direction === 'return');
  if (!outward) return { problem: 'no-outward', direction: 'outward' };
  if (ways.length > (back ? 2 : 1)) return { problem: 'two-of-a-kind', direction: back ? 'return' : 'outward' };
  for (const way of ways) {
    const { direction } = way;
    const same = way.from.communeCode === way.to.communeCode && way.from.label === way.to.label;
    if (same) return { problem: 'same-place', direction };
    const problem = whenProblem(way.when, today);
    if (problem) return { problem, direction };
    if (!windowIsSound(way.window)) return { problem: 'bad-hour', direction };
  }
  if (back && returnComesFirst(outward, back)) return { problem: 'return-before-outward', direction: 'return' };
  return undefined;
};
