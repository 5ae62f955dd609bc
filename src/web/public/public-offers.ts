import type { Offer } from '#src/matching/offer.ts';
import { publicLines, publicOffers } from '#src/matching/public-lines.ts';
import { addDays } from '#src/time/dates.ts';
import type { Line } from '#src/trips/lines.ts';
import type { Ctx } from '#src/web/context.ts';

/** What a territory can honestly say of itself, counted from the trips anyone may read. */
export interface Offered {
  readonly trips: number;
  readonly drivers: number;
  /** Communes from which someone leaves. */
  readonly communes: number;
  /** Trips offered since `RECENT_DAYS` days. */
  readonly recent: number;
  readonly lines: readonly Line[];
}

export const RECENT_DAYS = 30;

interface Kept {
  readonly moment: string;
  readonly offered: Offered;
}

// The list of offers is the very same while no trip changed; trips end by themselves at their minute.
const kept = new WeakMap<readonly Offer[], Kept>();

/** Counts and lines of the trips that anyone may read now. */
export const findOffered = async (c: Ctx): Promise<Offered> => {
  const { territory, today, time } = c.get('at');
  const offers = await c.get('service').listOffers(territory.id);
  const moment = `${today} ${time}`;
  const before = kept.get(offers);
  if (before?.moment === moment) return before.offered;
  const now = { date: today, time };
  const running = publicOffers(offers, territory.id, now);
  const lines = publicLines(offers, territory.id, now);
  const since = addDays(today, -RECENT_DAYS);
  const offered: Offered = {
    trips: running.length,
    drivers: new Set(running.map(({ driver }) => driver.id)).size,
    communes: new Set(lines.map((line) => line.from.code)).size,
    recent: running.filter(({ trip }) => trip.createdAt >= since).length,
    lines,
  };
  kept.set(offers, { moment, offered });
  return offered;
};
