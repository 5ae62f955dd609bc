import type { Band } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Minutes } from '#src/time/units.ts';

/** What decides the order of a match, smallest first. */
export interface RankKey {
  readonly band: Band;
  /** Needs of the passenger the driver has not declared. */
  readonly toAsk: number;
  /** Minutes from the hour asked; Infinity for a variable hour when an hour or a half-day is asked. */
  readonly fromHour: Minutes;
  readonly detour: Minutes;
  /** Minutes since midnight of the pick-up; Infinity for a variable hour. */
  readonly pickup: Minutes;
  /** Its trip's id is read of equal ones only: the offer lies far away. */
  readonly found: { readonly offer: Offer };
}

const BANDS: Readonly<Record<Band, number>> = { direct: 0, small: 1, large: 2 };

/**
 * The order of results, the one place that decides it:
 * 1. the band of detour: what matters most to whoever is asked;
 * 2. cars declared to take what the passenger needs, before those to be asked;
 * 3. when an hour is asked, the nearest to it (for an appointment, the arrival that waits least); variable hours last;
 * 4. the smaller detour;
 * 5. the earlier pick-up;
 * 6. the id, so that equal ones never change places between two pages.
 */
export const compareRank = (a: RankKey, b: RankKey): number =>
  BANDS[a.band] - BANDS[b.band] ||
  a.toAsk - b.toAsk ||
  compareNumbers(a.fromHour, b.fromHour) ||
  a.detour - b.detour ||
  compareNumbers(a.pickup, b.pickup) ||
  compareTexts(a.found.offer.trip.id, b.found.offer.trip.id);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Subtraction would not do: Infinity - Infinity is not a number. */
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Beyond so many wanted, sorting everything is quicker than keeping the best. */
const FEW = 64;

/** The first `count` of these things in their order. */
export const firstRanked = <Thing extends RankKey>(things: readonly Thing[], count: number): readonly Thing[] => {
  if (count > FEW) return things.toSorted((a, b) => compareRank(a, b)).slice(0, count);
  const best: Thing[] = [];
  for (const thing of things) {
    const worst = best.at(-1);
    if (best.length >= count && (!worst || compareRank(thing, worst) >= 0)) continue;
    const place = best.findIndex((other) => compareRank(thing, other) < 0);
    best.splice(place < 0 ? best.length : place, 0, thing);
    if (best.length > count) best.pop();
  }
  return best;
};
