import { type NetworkFeed, networkOf, networkSteps } from '#src/transit/network/network.ts';
import { createSearcher, type Searcher } from '#src/transit/search/searcher.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { IsoDate } from '#src/time/units.ts';

/** The searcher of each territory, kept as long as its timetables are the same values. */
export interface Searchers {
  /** Made now when it has to be. */
  readonly of: (territoryId: string, feeds: readonly NetworkFeed[]) => Searcher;
  /** What is left to do before that date can be searched at once; null when nothing is. */
  readonly prepare: (territoryId: string, feeds: readonly NetworkFeed[], date: IsoDate) => Steps<void> | null;
  readonly drop: (territoryId: string) => void;
}

export const createSearchers = (): Searchers => {
  const searchers = new Map<string, Searcher>();
  const known = (territoryId: string, feeds: readonly NetworkFeed[]): Searcher | undefined => {
    const searcher = searchers.get(territoryId);
    return searcher && isMadeOf(searcher, feeds) ? searcher : undefined;
  };
  const keep = (territoryId: string, searcher: Searcher): Searcher => {
    searchers.set(territoryId, searcher);
    return searcher;
  };
  function* begin(territoryId: string, feeds: readonly NetworkFeed[], date: IsoDate): Steps<void> {
    const searcher = keep(territoryId, createSearcher(yield* networkSteps(feeds)));
    yield;
    const day = searcher.prepare(date);
    if (day) yield* day;
  }
  return {
    of: (territoryId, feeds) => known(territoryId, feeds) ?? keep(territoryId, createSearcher(networkOf(feeds))),
    prepare: (territoryId, feeds, date) => {
      const searcher = known(territoryId, feeds);
      return searcher ? searcher.prepare(date) : begin(territoryId, feeds, date);
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
