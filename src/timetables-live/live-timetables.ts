import type { Logger } from 'pino';
import { openSecret } from '#src/messages/seal-secret.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { RealtimeAsk } from '#src/sources/gtfs-realtime/fetch-realtime.ts';
import type { RealtimeCounts, RealtimeRead } from '#src/sources/gtfs-realtime/read-realtime.ts';
import type { Clock } from '#src/time/units.ts';
import type { LiveAddress, TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { boundToLive } from '#src/timetables-live/live-addresses.ts';
import type { LiveReading } from '#src/transit/live/live.ts';
import type { LiveNetworks } from '#src/transit/live/ask-with-live.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { tripNumbers } from '#src/transit/live/scheduled-run.ts';

/** What networks say of their vehicles, in the memory of this process: nothing of it is worth keeping a quarter of an hour. */
export interface LiveTimetables extends LiveNetworks {
  /** How each address of a feed answered, in their order. */
  stateOf(feed: TimetableFeed): readonly LiveState[];
}

/** How an address answered last, since the process began. */
export interface LiveState {
  readonly address: string;
  readonly reading: LiveReading | null;
  readonly counts: RealtimeCounts | null;
  /** In French, what was wrong the last time; null when nothing was, or nobody asked. */
  readonly problem: string | null;
}

export interface LiveTimetablesParts {
  readonly timetablesOf: (territoryId: string) => readonly NetworkFeed[];
  /** The feeds of a territory, as last seen. */
  readonly feedsOf: (territoryId: string) => readonly TimetableFeed[];
  readonly fetchRealtime: (ask: RealtimeAsk) => Promise<RealtimeRead>;
  readonly secret: Uint8Array;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Networks say something new twice a minute at most. */
const LEAST_SECONDS = 60;
/** One that fails is asked after one minute, then two, then four: each hour in the end. */
const MOST_SECONDS = 3600;

interface Kept extends LiveState {
  readonly nextAt: Temporal.Instant;
  readonly failures: number;
}

/** Nothing is asked while nobody looks for a journey: a search asks, a minute after the last answer at the earliest. */
export const createLiveTimetables = (parts: LiveTimetablesParts): LiveTimetables => {
  const { timetablesOf, feedsOf, clock, log } = parts;
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<void>>();

  const ask = async (feed: TimetableFeed, { address, sealedLogin }: LiveAddress, key: string): Promise<void> => {
    const network = timetablesOf(feed.territoryId).find(({ feedId }) => feedId === feed.id);
    if (network === undefined) return;
    const { timetable } = network;
    const [trips, routes] = [tripNumbers(timetable), new Set(timetable.routes.map(({ id }) => id))];
    const known = { hasTrip: (id: string) => trips.has(id), hasRoute: (id: string) => routes.has(id) };
    const login =
      sealedLogin === null ? null : (openSecret(parts.secret, boundToLive(feed, address), sealedLogin) ?? null);
    try {
      const { reading, counts } = await parts.fetchRealtime({ address, login, known, clock });
      kept.set(key, {
        address,
        reading,
        counts,
        problem: null,
        failures: 0,
        nextAt: clock().add({ seconds: LEAST_SECONDS }),
      });
    } catch (error) {
      const before = kept.get(key);
      const failures = (before?.failures ?? 0) + 1;
      const seconds = Math.min(MOST_SECONDS, LEAST_SECONDS * 2 ** Math.min(20, failures - 1));
      if (!(error instanceof SaidToPeople))
        log.warn(
          { feed: feed.id, error: error instanceof Error ? error.name : 'unknown' },
          'realtime could not be read',
        );
      const problem = error instanceof SaidToPeople ? error.message : 'Ce flux n’a pas pu être lu.';
      // What was read before is told until it is too old.
      const { reading = null, counts = null } = before ?? {};
      kept.set(key, { address, reading, counts, problem, failures, nextAt: clock().add({ seconds }) });
    }
  };

  const askOnce = (feed: TimetableFeed, live: LiveAddress): Promise<void> => {
    const key = keyOf(feed, live.address);
    const known = asking.get(key);
    if (known) return known;
    const before = kept.get(key);
    if (before && Temporal.Instant.compare(clock(), before.nextAt) < 0) return Promise.resolve();
    const now = ask(feed, live, key).finally(() => asking.delete(key));
    asking.set(key, now);
    return now;
  };

  return {
    async refresh(territoryId) {
      const wanted = feedsOf(territoryId).flatMap((feed) => feed.live.map((live) => ({ feed, live })));
      const keys = new Set(wanted.map(({ feed, live }) => keyOf(feed, live.address)));
      for (const key of kept.keys()) if (key.startsWith(`${territoryId} `) && !keys.has(key)) kept.delete(key);
      await Promise.all(wanted.map(({ feed, live }) => askOnce(feed, live)));
    },
    of(territoryId) {
      const feeds = feedsOf(territoryId);
      return timetablesOf(territoryId).map((network) => {
        const feed = feeds.find(({ id }) => id === network.feedId);
        const readings = (feed?.live ?? []).flatMap(
          ({ address }) => (feed && kept.get(keyOf(feed, address))?.reading) ?? [],
        );
        return { ...network, readings };
      });
    },
    stateOf: (feed) =>
      feed.live.map(
        ({ address }) => kept.get(keyOf(feed, address)) ?? { address, reading: null, counts: null, problem: null },
      ),
  };
};

const keyOf = ({ territoryId, id }: TimetableFeed, address: string): string => `${territoryId} ${id} ${address}`;
