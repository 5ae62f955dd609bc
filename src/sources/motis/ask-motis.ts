import type { Logger } from 'pino';
import type { CircuitBreaker } from '#src/sources/motis/circuit-breaker.ts';
import { journeysOfPlan, type PlanTelling } from '#src/sources/motis/journeys-of-plan.ts';
import type { PlanQuestion } from '#src/sources/motis/plan-address.ts';
import type { PlanAnswer } from '#src/sources/motis/plan-answer.ts';
import type { Clock } from '#src/time/units.ts';
import type { AskJourneys } from '#src/transit/search/ask-journeys.ts';
import type { JourneyQuery, JourneysFound } from '#src/transit/search/find-journeys.ts';
import { chooseJourney, unbeaten } from '#src/transit/search/choose-journey.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import type { WayFound } from '#src/transit/search/search-way.ts';
import { directWalk } from '#src/transit/journey/walk-leg.ts';
import { DAY_ENDS, TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';

interface Parts {
  /** Where MOTIS is, as the host wrote it. */
  readonly base: string;
  /** Our own search. */
  readonly own: AskJourneys;
  readonly askPlan: (question: PlanQuestion) => Promise<PlanAnswer>;
  readonly breaker: CircuitBreaker;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Journeys by MOTIS, both ways at once; by our own search when it fails, keeps one waiting, or knows of none. Where it knows
 * of none and we have no timetable of that day, that is the answer.
 */
export const createAskMotis = ({ base, own, askPlan, breaker, clock, log }: Parts): AskJourneys => {
  const credit = { name: `MOTIS, sur ${new URL(base).host}`, url: new URL('/', base).href };
  const ask = async (telling: PlanTelling): Promise<WayFound> => {
    const { from, to, date, zone } = telling;
    const answer = await askPlan({ from: from.point, to: to.point, date, zone });
    return wayOf(journeysOfPlan(answer, telling), telling);
  };
  const byMotis = async (
    { tolerance, zone }: Parameters<AskJourneys>[0],
    { from, to, date, window, back, wholeDay }: JourneyQuery,
  ): Promise<Extract<JourneysFound, { readonly kind: 'found' }> | null> => {
    if (!breaker.isClosed()) return null;
    const told = { date, zone, tolerance, now: clock() };
    try {
      const [outward, home] = await Promise.all([
        ask({ ...told, from, to, window }),
        back && ask({ ...told, from: to, to: from, window: back }),
      ]);
      breaker.note('answered');
      const short = (way: WayFound): WayFound => (wholeDay ? way : { ...way, all: [] });
      return {
        kind: 'found',
        periods: [],
        silent: [],
        walk: directWalk(TRANSIT_RULES, from, to),
        outward: short(outward),
        back: home && short(home),
        credit,
      };
    } catch (error) {
      breaker.note('failed');
      // Neither places nor hours.
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'MOTIS did not answer');
      return null;
    }
  };
  return async (territory, query, asItIs) => {
    if (!territory.switches.timetables) return own(territory, query, asItIs);
    const found = await byMotis(territory, query);
    if (found !== null && found.outward.all.length > 0) return found;
    const ours = await own(territory, query, asItIs);
    return ours.kind === 'found' || found === null ? ours : found;
  };
};

/**
 * Those of the day of which none is beaten by another, nor by walking. One that cannot be made beats none, and is told beside
 * the others.
 */
const wayOf = (journeys: readonly Journey[], { from, to, window }: PlanTelling): WayFound => {
  const beaten = directWalk(TRANSIT_RULES, from, to)?.minutes ?? Infinity;
  const ofDay = journeys.filter(
    ({ departure, duration }) => departure >= 0 && departure < DAY_ENDS / 60 && duration < beaten,
  );
  const runs = (journey: Journey): boolean =>
    journey.legs.every((leg) => leg.kind === 'walk' || (leg.live?.missing ?? null) === null);
  const running = unbeaten(ofDay.filter(runs));
  const lost = unbeaten(ofDay.filter((journey) => !runs(journey)));
  return {
    best: chooseJourney(running, window, (shown) => shown) ?? null,
    last: running.at(-1) ?? null,
    all: [...running, ...lost].toSorted((a, b) => a.departure - b.departure || a.arrival - b.arrival),
  };
};
