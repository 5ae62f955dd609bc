import type { TimeWindow } from '#src/requests/request.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { LegEnd, WalkLeg } from '#src/transit/journey/journey.ts';
import { directWalk } from '#src/transit/journey/walk-leg.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { allAtOnce, type Steps } from '#src/transit/network/steps.ts';
import { covers, type Period, periodOf } from '#src/transit/network/period.ts';
import type { ChangedDay } from '#src/transit/search/changed-day.ts';
import { createSearchers, type Searchers } from '#src/transit/search/searchers.ts';
import { searchWay, type WayFound } from '#src/transit/search/search-way.ts';

/** How one could go from a place to another by public transport on a date, and come back. */
export interface JourneyQuery {
  readonly from: LegEnd;
  readonly to: LegEnd;
  readonly date: IsoDate;
  readonly window: TimeWindow;
  /** When one would come back, the same day; null when one does not. */
  readonly back: TimeWindow | null;
  /** Whether all the journeys of the day are told, or only the best and the last. */
  readonly wholeDay: boolean;
}

export type JourneysFound =
  | { readonly kind: 'no-timetable' }
  /** No timetable of the territory says anything of that date. */
  | { readonly kind: 'outside-period'; readonly periods: readonly Period[] }
  | {
      readonly kind: 'found';
      /** The timetables that answer, and those that say nothing of that date. */
      readonly periods: readonly Period[];
      readonly silent: readonly Period[];
      /** All the way on foot, when that is short enough. */
      readonly walk: WalkLeg | null;
      readonly outward: WayFound;
      readonly back: WayFound | null;
      /** Whose search it was, when it was not ours. */
      readonly credit?: JourneyCredit;
    };

/** Who is to be named with the journeys they found. */
export interface JourneyCredit {
  readonly name: string;
  readonly url: string;
}

/**
 * Every way to go by bus, coach and train. Nothing is asked outside: the timetables are at hand. None where the territory
 * has not turned them on.
 */
export type FindJourneys = (
  territory: Pick<Territory, 'id' | 'tolerance' | 'switches' | 'zone'>,
  query: JourneyQuery,
  /** The day of the query as networks say it is; null when it is as planned, or nobody knows. */
  changed?: ChangedDay | null,
) => JourneysFound;

/** The timetables in use by a territory; the same values as long as nothing changed. */
export type TimetablesOf = (territoryId: string) => readonly NetworkFeed[];

/** The feeds a territory searches: none while its switch is off; one of transports on demand alone has no hours to search. */
export const searchedFeeds = (
  { id, switches }: Pick<Territory, 'id' | 'switches'>,
  timetablesOf: TimetablesOf,
): readonly NetworkFeed[] =>
  switches.timetables ? timetablesOf(id).filter(({ timetable: { trips } }) => trips.ids.length > 0) : [];

export const createFindJourneys = (
  timetablesOf: TimetablesOf,
  searchers: Searchers = createSearchers(),
): FindJourneys => {
  const find = createFindJourneysSteps(timetablesOf, searchers);
  return (...asked) => allAtOnce(find(...asked));
};

/** The same, step by step. */
export const createFindJourneysSteps = (timetablesOf: TimetablesOf, searchers: Searchers) =>
  function* (
    territory: Parameters<FindJourneys>[0],
    { from, to, date, window, back, wholeDay }: JourneyQuery,
    changed: ChangedDay | null = null,
  ): Steps<JourneysFound> {
    const { id, tolerance } = territory;
    const feeds = searchedFeeds(territory, timetablesOf);
    if (feeds.length === 0) {
      searchers.drop(id);
      return { kind: 'no-timetable' };
    }
    const periods = feeds.map(periodOf);
    if (!periods.some((period) => covers(period, date))) return { kind: 'outside-period', periods };
    const searcher = searchers.of(territory, feeds);
    // Of timetables that were replaced meanwhile, nothing is known.
    const asItIs = changed?.network === searcher.network ? changed : null;
    const outward = yield* searchWay(searcher, { from, to, date, window, tolerance }, wholeDay, asItIs);
    const home =
      back && (yield* searchWay(searcher, { from: to, to: from, date, window: back, tolerance }, wholeDay, asItIs));
    return {
      kind: 'found',
      periods: periods.filter((period) => covers(period, date)),
      silent: periods.filter((period) => !covers(period, date)),
      walk: directWalk(searcher.network.rules, from, to),
      outward,
      back: home,
    };
  };
