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

/**
 * The same journeys, with what their networks say of each ride at the moment. None is left out, nor looked for again: a
 * cancelled one is shown as cancelled, so that whoever counted on it knows. What was said too long ago is not told.
 */
export const withLive = (
  found: JourneysFound,
  feeds: readonly LiveFeed[],
  shown: ShownHours,
  now: Temporal.Instant,
): JourneysFound => {
  const fresh = new Map(
    feeds.map(({ feedId, timetable, readings }) => [
      feedId,
      { timetable, readings: readings.filter(({ saidAt }) => isFresh(saidAt, now)) },
    ]),
  );
  if (found.kind !== 'found' || [...fresh.values()].every(({ readings }) => readings.length === 0)) return found;
  const told = (journey: Journey): Journey => ({
    ...journey,
    legs: journey.legs.map((leg, at) => {
      const feed = leg.kind === 'ride' ? fresh.get(leg.feedId) : undefined;
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
