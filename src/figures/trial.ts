import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';

/** What a territory tries to be known. */
export const TRIAL_KINDS = ['poster', 'flyer', 'article', 'radio', 'meeting', 'other'] as const;
export type TrialKind = (typeof TRIAL_KINDS)[number];

/** New drivers and new requests, before and after a day. */
export interface Followed {
  readonly drivers: { readonly before: number; readonly after: number };
  readonly requests: { readonly before: number; readonly after: number };
}

/** One action, on one day: what was done, where, what it cost. Nobody is named. */
export interface Trial {
  readonly id: string;
  readonly day: IsoDate;
  readonly kind: TrialKind;
  readonly what: string;
  /** Whole euros; null: not said. */
  readonly cost: number | null;
  /** null: the whole territory. */
  readonly communeCodes: readonly string[] | null;
  readonly published: boolean;
  /** What followed, once its weeks are over: kept, as people and requests are erased later. */
  readonly followed: Followed | null;
}

/** Four weeks after, against the four weeks before: as many of each weekday. */
const WEEKS = 4;

/** The days compared: `until` is excluded. The day of the action counts among those after. */
export const windowsOf = (day: IsoDate) => ({
  before: { from: addDays(day, -7 * WEEKS), until: day },
  after: { from: day, until: addDays(day, 7 * WEEKS) },
});

/** Days of its four weeks that are not over yet; 0 once all are. */
export const daysLeft = (day: IsoDate, today: IsoDate): number => {
  const { until } = windowsOf(day).after;
  let left = 0;
  for (let date = today; date < until; date = addDays(date, 1)) left += 1;
  return Math.min(left, 7 * WEEKS);
};
