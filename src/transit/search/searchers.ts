import { type NetworkFeed, networkOf, networkSteps } from '#src/transit/network/network.ts';
import { TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';
import type { Territory } from '#src/territory/territory.ts';
import { createSearcher, type Searcher } from '#src/transit/search/searcher.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { IsoDate } from '#src/time/units.ts';

/** Whose timetables they are, and by which clocks their hours are told. */
type Asking = Pick<Territory, 'id' | 'zone'>;

/** The searcher of each territory, kept as long as its timetables are the same values. */
export interface Searchers {
  /** Made now when it has to be. */
  readonly of: (territory: Asking, feeds: readonly NetworkFeed[]) => Searcher;
  /** What is left to do before that date can be searched at once; null when nothing is. */
  readonly prepare: (territory: Asking, feeds: readonly NetworkFeed[], date: IsoDate) => Steps<void> | null;
  readonly drop: (territoryId: string) => void;
}

export const createSearchers = (): Searchers => {
  const searchers = new Map<string, Searcher>();
  const known = ({ id, zone }: Asking, feeds: readonly NetworkFeed[]): Searcher | undefined => {
    const searcher = searchers.get(id);
    return searcher?.network.zone === zone && isMadeOf(searcher, feeds) ? searcher : undefined;
  };
  const keep = ({ id }: Asking, searcher: Searcher): Searcher => {
    searchers.set(id, searcher);
    return searcher;
  };
  function* begin(asking: Asking, feeds: readonly NetworkFeed[], date: IsoDate): Steps<void> {
    const searcher = keep(asking, createSearcher(yield* networkSteps(feeds, TRANSIT_RULES, { zone: asking.zone })));
    yield;
    const day = searcher.prepare(date);
    if (day) yield* day;
  }
  return {
    of: (asking, feeds) =>
      known(asking, feeds) ?? keep(asking, createSearcher(networkOf(feeds, TRANSIT_RULES, { zone: asking.zone }))),
    prepare: (asking, feeds, date) => {
      const searcher = known(asking, feeds);
      return searcher ? searcher.prepare(date) : begin(asking, feeds, date);
    },
    drop: (territoryId) => void searchers.delete(territoryId),
  };
};

const isMadeOf = ({ network: { parts } }: Searcher, feeds: readonly NetworkFeed[]): boolean =>
  parts.length === feeds.length &&
  parts.every(({ feedId, name, timetable }, at) => {
    const feed = feeds[at];
    return feed?.feedId === feedId && feed.name === name && feed.timetable === timetable;
  });
