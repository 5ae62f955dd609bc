import type { ImportPlace, ImportRecord, ImportStop } from '#src/imports/import-record.ts';
import type { FeedReport } from '#src/sources/gtfs/feed-report.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** What an import of timetables does, in order. */
export type TimetableStep = 'waiting' | 'downloading' | 'reading' | 'saving';

/** The timetable of a feed that answers searches: which file, and what is said of it to people. */
export interface TimetableInUse {
  /** Name of the file in the files of the instance; several feeds may use one. */
  readonly file: string;
  /** The networks in it. */
  readonly source: string;
  /** The first and last days it says anything of. */
  readonly firstDate: IsoDate;
  readonly lastDate: IsoDate;
  readonly builtAt: IsoInstant;
  readonly report: FeedReport;
}

/** The import of a feed: the one under way, or how the last one ended. */
export interface FeedImport extends ImportRecord<TimetableStep> {
  /** What is imported, as said to people: a file, a site. */
  readonly label: string;
}

/** Where a network says how its vehicles run at the moment (GTFS-Realtime). */
export interface LiveAddress {
  readonly address: string;
  /** 'name:password' for that site, sealed. */
  readonly sealedLogin: string | null;
}

/** Timetables that a territory uses: where they come from, what answers, where the import is at. */
export interface TimetableFeed {
  readonly id: string;
  readonly territoryId: string;
  /** As the team calls it; '' for the names of its networks. */
  readonly name: string;
  /** Where it is read again each night; null for a file that somebody sent. */
  readonly address: string | null;
  /** 'name:password' for that site, sealed. */
  readonly sealedLogin: string | null;
  /** Where delays and alerts of this network are read; none by default. */
  readonly live: readonly LiveAddress[];
  /** What the site said of the file in use, to ask only for a newer one. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When the site was last asked, with an answer. */
  readonly checkedAt: IsoInstant | null;
  readonly inUse: TimetableInUse | null;
  readonly lastImport: FeedImport | null;
  readonly createdAt: IsoInstant;
}

export type NewFeed = Pick<TimetableFeed, 'id' | 'territoryId' | 'name' | 'address' | 'sealedLogin' | 'createdAt'>;
export type NewFeedImport = Pick<FeedImport, 'id' | 'label' | 'askedBy' | 'startedAt'>;
/** What the site said with the file. */
export type Freshness = Pick<TimetableFeed, 'etag' | 'lastModified' | 'checkedAt'>;
/** Where the timetable in use comes from, and what it is called. */
export type FeedPlace = Pick<TimetableFeed, 'address' | 'sealedLogin' | 'name'>;

/** The timetables of the territories of the instance, and where their imports are at. */
export interface FeedStore {
  /** In the order they were added. */
  list(): Promise<readonly TimetableFeed[]>;
  listOf(territoryId: string): Promise<readonly TimetableFeed[]>;
  find(territoryId: string, feedId: string): Promise<TimetableFeed | undefined>;
  add(feed: NewFeed): Promise<void>;
  /** Where its delays are read from now on. */
  setLive(territoryId: string, feedId: string, live: readonly LiveAddress[]): Promise<void>;
  remove(territoryId: string, feedId: string): Promise<void>;
  /** Starts an import, unless one was seen running after `aliveSince`: that one is given back. */
  begin(
    territoryId: string,
    feedId: string,
    started: NewFeedImport,
    aliveSince: IsoInstant,
  ): Promise<FeedImport | null>;
  /** Says where it is at. @returns false when it is no longer running: cancelled, replaced, or its feed removed */
  advance(territoryId: string, importId: string, to: ImportPlace<TimetableStep>): Promise<boolean>;
  /**
   * Ends it with a timetable to use; null when the one in use is still the newest. Only then does the feed come from elsewhere:
   * what could not be read changes nothing.
   * @param place where it comes from from now on; the same by default
   * @returns false when it is no longer running: what was in use stays
   */
  finish(
    territoryId: string,
    importId: string,
    inUse: TimetableInUse | null,
    freshness: Freshness,
    place?: FeedPlace,
  ): Promise<boolean>;
  /** Ends it without a timetable; the one in use stays. @returns false when it was no longer running */
  stop(territoryId: string, importId: string, how: ImportStop): Promise<boolean>;
}
