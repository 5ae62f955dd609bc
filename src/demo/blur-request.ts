import type { DemoContext } from '#src/demo/demo-context.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { atCommune } from '#src/privacy/at-commune.ts';
import { PERIODS } from '#src/privacy/periods.ts';
import { lastDayOf } from '#src/requests/last-day.ts';
import type { Request } from '#src/requests/request.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoInstant } from '#src/time/units.ts';

export interface Remembered {
  readonly request: Request;
  readonly introductions: readonly Introduction[];
  /** null while everything is still kept. */
  readonly reducedAt: IsoInstant | null;
}

/** What is left of a request today: the retention job passed six weeks after its rides. */
export const asRemembered = (
  { communes, today }: DemoContext,
  request: Request,
  introductions: readonly Introduction[],
): Remembered => {
  // A weekly arrangement has no last day: it ended, for the job, when it was closed.
  const last = lastDayOf(request) ?? request.closing?.at.slice(0, 10) ?? null;
  const met = request.rides.some(({ state }) => state === 'agreed');
  const forgottenOn = last === null ? null : addDays(last, PERIODS.rideDetailsWeeks * 7 + 1);
  if (!met || forgottenOn === null || forgottenOn > today) return { request, introductions, reducedAt: null };
  const blur = atCommune(communes);
  return {
    request: {
      ...request,
      ways: request.ways.map((way) => ({ ...way, from: blur(way.from), to: blur(way.to) })),
      askedFor: null,
      needs: [],
      motive: null,
      note: '',
    },
    introductions: introductions.map((one) => ({ ...one, calls: one.calls.map((call) => ({ ...call, note: '' })) })),
    reducedAt: `${forgottenOn}T03:00:00.000Z`,
  };
};
