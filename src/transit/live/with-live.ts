import type { JourneysFound } from '#src/transit/search/find-journeys.ts';
import { isRiddenThrough, type Journey } from '#src/transit/journey/journey.ts';
import { isFresh, type LiveReading } from '#src/transit/live/live.ts';
import { liveOfRide } from '#src/transit/live/live-of-ride.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import type { ShownHours } from '#src/transit/live/scheduled-run.ts';
import type { WayFound } from '#src/transit/search/search-way.ts';

/** A timetable, and what its network says at the moment. */
export interface LiveFeed extends NetworkFeed {
  readonly readings: readonly LiveReading[];
}

/** The same feeds, without what was said too long ago. */
export const freshFeeds = (feeds: readonly LiveFeed[], now: Temporal.Instant): readonly LiveFeed[] =>
  feeds.map((feed) => ({ ...feed, readings: feed.readings.filter(({ saidAt }) => isFresh(saidAt, now)) }));

/** The same journeys, with what their networks say of each ride at the moment. */
export const withLive = (found: JourneysFound, feeds: readonly LiveFeed[], shown: ShownHours): JourneysFound => {
  if (found.kind !== 'found' || feeds.every(({ readings }) => readings.length === 0)) return found;
  const byId = new Map(feeds.map((feed) => [feed.feedId, feed]));
  const told = (journey: Journey): Journey => ({
    ...journey,
    legs: journey.legs.map((leg, at) => {
      const feed = leg.kind === 'ride' ? byId.get(leg.feedId) : undefined;
      if (leg.kind !== 'ride' || feed === undefined) return leg;
      const live = liveOfRide(feed.timetable, feed.readings, leg, shown, isRiddenThrough(journey.legs, at));
      return live ? { ...leg, live } : leg;
    }),
  });
  const way = ({ best, last, all }: WayFound): WayFound => ({
    best: best && told(best),
    last: last && told(last),
    all: all.map(told),
  });
  return { ...found, outward: way(found.outward), back: found.back && way(found.back) };
};
