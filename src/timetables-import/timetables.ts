import { createOpenedFiles, type FileReading, type OpenedFiles } from '#src/imports/opened-files.ts';
import type { FeedStore, TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { nameOfFeed } from '#src/timetables-import/import-words.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';
import { decodeTimetable } from '#src/transit/timetable/timetable-file.ts';

/** The timetables of the instance, open; `onChange` names the territories whose timetables are no longer the same. */
export interface Timetables extends Omit<OpenedFiles<Timetable>, 'of'> {
  /** Those a territory uses, in the order they were added; those that cannot be read are not there. */
  of(territoryId: string): readonly NetworkFeed[];
  /** Where they come from, as last seen. */
  feedsOf(territoryId: string): readonly TimetableFeed[];
  /** Whether the file of a feed cannot be read. */
  isBroken(feedId: string): boolean;
}

export interface TimetablesParts extends FileReading {
  readonly store: Pick<FeedStore, 'list'>;
}

export const createTimetables = ({ store, files, log }: TimetablesParts): Timetables => {
  let feeds: readonly TimetableFeed[] = [];
  /** Of feeds that are gone too: whoever listens is told of their territory. */
  const owners = new Map<string, string>();
  /** What is given out: the same object as long as nothing has changed, so that what is made of it can be kept. */
  const given = new Map<string, readonly NetworkFeed[]>();
  const opened = createOpenedFiles({
    async inUse() {
      feeds = await store.list();
      for (const { id, territoryId } of feeds) owners.set(id, territoryId);
      return new Map(feeds.flatMap(({ id, inUse }) => (inUse ? [[id, inUse.file]] : [])));
    },
    open: decodeTimetable,
    files,
    log,
    what: 'timetables',
  });
  opened.onChange((feedId) => given.delete(owners.get(feedId) ?? ''));
  return {
    ...opened,
    onChange: (listener) => opened.onChange((feedId) => listener(owners.get(feedId) ?? '')),
    of(territoryId) {
      const known = given.get(territoryId);
      if (known) return known;
      const open = feeds
        .filter((feed) => feed.territoryId === territoryId)
        .flatMap((feed) => {
          const timetable = opened.of(feed.id);
          return timetable ? [{ feedId: feed.id, name: nameOfFeed(feed), timetable }] : [];
        });
      given.set(territoryId, open);
      return open;
    },
    feedsOf: (territoryId) => feeds.filter((feed) => feed.territoryId === territoryId),
    isBroken: (feedId) => opened.of(feedId) === null,
  };
};
