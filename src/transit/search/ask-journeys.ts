import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate } from '#src/time/units.ts';
import {
  createFindJourneysSteps,
  type JourneyQuery,
  type JourneysFound,
  searchedFeeds,
  type TimetablesOf,
} from '#src/transit/search/find-journeys.ts';
import type { Network } from '#src/transit/network/network.ts';
import type { ChangedDay } from '#src/transit/search/changed-day.ts';
import type { Day } from '#src/transit/search/day.ts';
import { covers, periodOf } from '#src/transit/network/period.ts';
import { createSearchers } from '#src/transit/search/searchers.ts';
import { type Stations, stationsBetween, type StationsQuery } from '#src/transit/search/stations-between.ts';
import { oneByOne, type Steps } from '#src/transit/network/steps.ts';

/** `FindJourneys` as pages ask it: whoever waits for a day that is not ready keeps nobody else waiting. */
export type AskJourneys = (
  territory: Pick<Territory, 'id' | 'tolerance' | 'switches' | 'zone'>,
  query: JourneyQuery,
  /** What is known of the day beside its timetables. */
  asItIs?: DayAsItIs,
) => Promise<JourneysFound>;

/** The day as it really is, made of the one that was planned; null when nothing is otherwise. */
export type DayAsItIs = (network: Network, planned: Day) => Steps<ChangedDay | null>;

/** Has a date ready before it is asked. */
export type PrepareDay = (territory: Pick<Territory, 'id' | 'switches' | 'zone'>, date: IsoDate) => Promise<void>;

/** Where a driver could hand a passenger over, that date; none beyond the timetables. */
export type AskStations = (
  territory: Pick<Territory, 'id' | 'switches' | 'zone'>,
  query: StationsQuery,
) => Promise<Stations>;

interface Parts {
  readonly timetablesOf: TimetablesOf;
  /** Lets what waits go first. */
  readonly breathe: () => Promise<unknown>;
}

/** One day is prepared at a time in a territory: two who ask for the same one wait for the same work. */
export const createAskJourneys = ({
  timetablesOf,
  breathe,
}: Parts): { readonly ask: AskJourneys; readonly prepare: PrepareDay; readonly stations: AskStations } => {
  const searchers = createSearchers();
  const find = createFindJourneysSteps(timetablesOf, searchers);
  const under = new Map<string, Promise<void>>();

  const prepare: PrepareDay = async (territory, date) => {
    for (;;) {
      const feeds = searchedFeeds(territory, timetablesOf);
      if (!feeds.some((feed) => covers(periodOf(feed), date))) return;
      const before = under.get(territory.id);
      if (before) {
        await before;
        continue;
      }
      const steps = searchers.prepare(territory, feeds, date);
      if (steps === null) return;
      const work = oneByOne(steps, breathe).finally(() => under.delete(territory.id));
      under.set(territory.id, work);
      await work;
    }
  };

  return {
    ask: async (territory, query, asItIs) => {
      await prepare(territory, query.date);
      const feeds = searchedFeeds(territory, timetablesOf);
      if (asItIs === undefined || !feeds.some((feed) => covers(periodOf(feed), query.date)))
        return oneByOne(find(territory, query), breathe);
      const searcher = searchers.of(territory, feeds);
      const changed = await oneByOne(asItIs(searcher.network, searcher.day(query.date)), breathe);
      return oneByOne(find(territory, query, changed), breathe);
    },
    prepare,
    stations: async (territory, query) => {
      await prepare(territory, query.date);
      const feeds = searchedFeeds(territory, timetablesOf);
      return feeds.some((feed) => covers(periodOf(feed), query.date))
        ? oneByOne(stationsBetween(searchers.of(territory, feeds), query), breathe)
        : { nearStart: [], nearEnd: [] };
    },
  };
};
